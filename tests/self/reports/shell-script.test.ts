import assert from 'node:assert/strict';
import { exec, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { shellScriptOf } from '../../../reports/formats/shell-script.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';

const baseUrl = 'http://127.0.0.1:1';

function exchange(
  id: number,
  method: string,
  path: string,
  { body, answer }: { body?: string; answer: string },
): Exchange {
  return {
    id,
    operation: null,
    as: 'administrator',
    purpose: 'exploration',
    request: { method, url: baseUrl + path, headers: {}, ...(body !== undefined && { body }) },
    response: { status: 200, headers: {}, body: answer },
    sentAt: 0,
    durationMs: 0,
    retries: 0,
    violations: [],
    observed: [],
  };
}

const added = exchange(1, 'POST', '/things', {
  body: `{"add":[{"name":"it's \\"$HOME\\" \`id\` 7"}]}`,
  answer: '{"_embedded":{"items":[{"id":4711},{"id":7}]}}',
});
const changed = exchange(2, 'POST', '/things', {
  body: '{"update":[{"id":4711,"price":47110}]}',
  answer: '{}',
});
const read = exchange(3, 'GET', '/things?id%5B%5D=4711', { answer: '{}' });

describe('the script of a finding', () => {
  it('carries ids over from the answers into what is sent after them, and nothing that only looks like one', () => {
    const script = shellScriptOf([added, changed, read], baseUrl, 'about\nrm -rf /');

    assert.match(
      script,
      /ID_1=\$\(printf '%s' "\$ANSWER" \| jq -r '\.\["_embedded"\]\["items"\]\[0\]\["id"\]'\)/,
    );
    assert.ok(script.includes(`'{"update":[{"id":'"$ID_1"',"price":47110}]}'`), script);
    assert.ok(script.includes(`'/things?id%5B%5D='"$ID_1"`), script);
    assert.ok(!/^rm /m.test(script), script);
  });

  it('hands a body to the shell as it was', async () => {
    const bodies: string[] = [];
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString());
        outgoing.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = mkdtempSync(path.join(tmpdir(), 'script-'));
    try {
      const file = path.join(folder, 'finding.sh');
      writeFileSync(file, shellScriptOf([added], baseUrl, 'about'));
      await new Promise<void>((resolve, reject) => {
        const env = { ...process.env, AUTH: 'X: y', BASE_URL: `http://127.0.0.1:${String(port)}` };
        exec(`sh ${file}`, { env }, (error) => (error ? reject(error) : resolve()));
      });

      assert.deepEqual(bodies, [added.request.body]);
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is one that the shell can read, whatever was sent', () => {
    const odd = exchange(1, 'POST', "/things?a='$(x)", { body: `'\\''";\n$(touch x)`, answer: 'no JSON' });

    const checked = execFileSync('sh', ['-n'], { input: shellScriptOf([odd], baseUrl, "it's") });
    assert.equal(checked.toString(), '');
  });
});
