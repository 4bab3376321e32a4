import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { certify } from '../../../cli/library.ts';
import { toHar } from '../../../reports/formats/har.ts';
import { startReference } from '../../../reference/server.ts';
import { packageFacts } from '../../../spec/root.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { entrance } from '../../../target/amocrm/entrance.ts';
import { Client } from '../../../target/client.ts';
import { parseTarget, TargetFileError } from '../../../target/target-file.ts';
import { results } from '../reports/made-up.ts';
import { listening } from './wire.ts';

const list = { as: 'administrator', method: 'GET', path: '/api/v2/customers', purpose: 'a test' } as const;
const logs = 'https://logs.test/search?q={traceId}&id={exchangeId}&from={from}&to={to}';

function fileWith(trace: string, baseUrl = 'http://127.0.0.1:9'): string {
  return `name: CRM\nbaseUrl: ${baseUrl}\nauth: { administrator: { bearer: token } }\n${trace}\n`;
}

/** Two requests to a server, as it hears them and as they are recorded. */
async function twoRequests(t: TestContext, trace: string) {
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers);
    response.end('{}');
  });
  const { origin } = await listening(t, server);
  const recorded: Exchange[] = [];
  const client = new Client({
    target: parseTarget(fileWith(trace, origin), 'crm.yaml', {}),
    entrance,
    judge: { judge: () => ({ violations: [], observed: [], value: undefined }) },
    record: (exchange) => recorded.push(exchange),
  });
  t.after(() => client.close());
  for (const path of [list.path, list.path, 'no path']) await client.send({ ...list, path });
  return { heard, recorded };
}

describe('what a target is told of an exchange', () => {
  it('is the suite and its version, and no more where nobody asks for it', async (t) => {
    const { heard, recorded } = await twoRequests(t, '');
    const { name, version } = packageFacts();
    for (const headers of heard) {
      assert.equal(headers['user-agent'], `${name}/${version}`);
      assert.ok(!('traceparent' in headers) && !('x-conformance-exchange' in headers));
    }
    assert.ok(recorded.every((exchange) => !('log' in exchange)));
  });

  it('is a trace and an id of its own for each, which the record has too, with where the logs tell of it', async (t) => {
    const { heard, recorded } = await twoRequests(t, `trace: { headers: true, link: '${logs}' }`);
    assert.equal(heard.length, 2);
    assert.equal(new Set(heard.map(({ traceparent }) => traceparent)).size, 2);
    for (const [at, headers] of heard.entries()) {
      const { request, log, sentAt, durationMs } = recorded[at] ?? assert.fail();
      const [, traceId = ''] =
        /^00-([\da-f]{32})-(?!0{16})[\da-f]{16}-01$/.exec(String(headers['traceparent'])) ?? [];
      const id = String(headers['x-conformance-exchange']);
      assert.match(id, new RegExp(`^[\\da-f]{16}-${at + 1}$`));
      assert.equal(request.headers['traceparent'], headers['traceparent']);
      assert.equal(request.headers['x-conformance-exchange'], id);
      const { searchParams } = new URL(log ?? '');
      assert.deepEqual([searchParams.get('q'), searchParams.get('id')], [traceId, id]);
      assert.ok(Date.parse(searchParams.get('from') ?? '') < sentAt);
      assert.ok(Date.parse(searchParams.get('to') ?? '') > sentAt + durationMs);
    }
    assert.deepEqual(
      toHar(results, recorded).log.entries.map(({ _log }) => _log),
      recorded.map(({ log }) => log),
    );
    const unsent = recorded[2] ?? assert.fail();
    assert.equal(unsent.request.headers['traceparent'], undefined);
  });

  it('may be ignored by a server: every outcome is the same', async () => {
    const outcomes = [];
    for (const trace of [{}, { trace: { headers: true, link: logs } }]) {
      const reference = await startReference();
      const target = { ...reference.targetFile, ...trace };
      const { results: found, exchanges } = await certify({
        target,
        only: ['periods.list', 'protocol.path'],
      });
      await reference.close();
      assert.equal(
        'trace' in trace,
        exchanges.some(({ request }) => 'traceparent' in request.headers),
      );
      outcomes.push(found.requirements.map(({ id, outcome }) => [id, outcome]));
    }
    assert.ok((outcomes[0]?.length ?? 0) > 10);
    assert.deepEqual(outcomes[1], outcomes[0]);
  });
});

describe('trace in a target file', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ["{ link: 'https://logs.test/{traceId}' }", /trace\.link names what only the headers tell the target/],
    ["{ headers: true, link: 'https://logs.test/{trace}' }", /has \{trace\}, which stands for nothing/],
    ["{ headers: true, link: 'https://logs.test/' }", /would be the same for every exchange/],
    ["{ headers: true, link: 'javascript:alert({traceId})' }", /trace\.link is no address/],
    ['{ header: true }', /headers/],
  ];
  for (const [trace, expected] of wrong) {
    it(`is refused as ${trace}`, () => {
      assert.throws(
        () => parseTarget(fileWith(`trace: ${trace}`), 'crm.yaml', {}),
        (error) => error instanceof TargetFileError && expected.test(error.message),
      );
    });
  }

  it('needs no headers for a link by time', () => {
    const text = fileWith("trace: { link: 'https://logs.test/?from={from}' }");
    assert.equal(parseTarget(text, 'crm.yaml', {}).trace?.headers, false);
  });
});
