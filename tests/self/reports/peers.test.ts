/** The benchmark against other tools: what it counts is what was asked, left and complained of. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { faultNames } from '../../../register/known.ts';
import { openContract, simpleContract } from '../../../register/peers/contract.ts';
import { peers } from '../../../register/peers/peers.ts';
import { run, start } from '../../../register/peers/process.ts';
import { served } from '../../../register/peers/subject.ts';
import { type Line, type Measured, newComplaints, tableOf } from '../../../register/peers/table.ts';
import { root } from '../../../spec/root.ts';

const line = (kind: Line['subject']['kind'], name: string, complaints: readonly string[]): Line => ({
  subject: { kind, name },
  complaints,
  requests: 7,
  leftBehind: 1,
  wallSeconds: 2,
  cpuSeconds: 1.5,
});

describe('the benchmark against other tools', () => {
  it('takes for found what the tool does not complain of anyway, and for an alarm what it does', () => {
    const lines = [
      line('reference', '', ['always']),
      line('fault', 'seen', ['always', 'a defect']),
      line('fault', 'unseen', ['always']),
      line('variant', 'freedom', ['always', 'an alarm']),
    ];
    const on = 'today';

    const table = tableOf(
      [
        { name: 'Tool', how: 'well' },
        { name: 'Other', how: 'not at all' },
        { name: 'Third', how: 'not yet' },
      ],
      {
        Tool: { version: '1.2', on, found: lines },
        Other: { version: '1.2', on, found: 'It needs what is not here.' },
      },
    );

    assert.deepEqual(newComplaints(lines[1] ?? assert.fail(), lines), ['a defect']);
    assert.match(table, /\| Tool 1\.2 \| 1 of 2 \| 1 \/ 1 \| 7 \| 2\.0 s \| 1\.5 s \| 1 \|/);
    assert.match(table, /\| `seen` \| found \|/);
    assert.match(table, /\| `unseen` \| – \|/);
    assert.match(table, /Not measured yet, for want of time: Third\./);
    assert.match(table, /Other 1\.2 could not be run here: It needs what is not here\./);
  });

  it('counts requests, and what is left in the account', async () => {
    const { reference, requests, leftBehind } = await served({ kind: 'reference', name: '' });
    try {
      const send = (body: object) =>
        fetch(`${reference.baseUrl}/api/v2/customers`, {
          method: 'POST',
          headers: { authorization: 'Bearer demo-administrator-token', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });

      await send({ add: [{ name: 'New', next_date: 1893456000 }] });
      assert.deepEqual([requests(), leftBehind()], [1, 1]);
      await send({ delete: [466791] });
      // The one that is new, and one that is gone with its purchases.
      assert.equal(requests(), 2);
      assert.ok(leftBehind() >= 2);
    } finally {
      await reference.close();
    }
  });

  it('measures processor time, and ends what goes on', async () => {
    const busy = await run(
      [process.execPath, '-e', 'for (const e = Date.now() + 300; Date.now() < e; );'],
      root,
    );
    assert.equal(busy.status, 0);
    assert.ok(busy.cpuSeconds >= 0.2 && busy.cpuSeconds < 5, String(busy.cpuSeconds));

    const idle = start(['sleep', '60'], root);
    idle.stop();
    assert.notEqual((await idle.ended).status, 0);
  });

  it('hands on the same promises', () => {
    const paths = (contract: object) => Object.keys((contract as { readonly paths: object }).paths);

    const open = openContract('http://127.0.0.1:1');
    for (const version of ['3.0.3', '3.1.0'] as const) {
      const text = JSON.stringify(simpleContract('http://127.0.0.1:1', version));
      assert.deepEqual(paths(JSON.parse(text) as object), paths(open));
      assert.doesNotMatch(text, /"x-/);
      if (version === '3.0.3') assert.doesNotMatch(text, /"type":\[/);
    }
  });

  it('is told of each tool that was measured, and of each fault', () => {
    const page = readFileSync(join(root, 'docs/peers.md'), 'utf8');
    const measured = JSON.parse(readFileSync(join(root, 'register/peers/measured.json'), 'utf8')) as Measured;

    assert.ok(Object.keys(measured).length > 0);
    for (const [name, { version }] of Object.entries(measured)) {
      assert.ok(
        peers.some((peer) => peer.name === name),
        name,
      );
      assert.ok(
        page.includes(`| ${name} ${version}`) || page.includes(`${name} ${version} could not be run`),
        name,
      );
    }
    for (const fault of faultNames) assert.ok(page.includes(`\`${fault}\``), fault);
  });
});
