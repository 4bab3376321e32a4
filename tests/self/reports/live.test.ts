import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  cameInWords,
  clearLine,
  failureInWords,
  milestone,
  progressLine,
  requestInWords,
  type Failure,
} from '../../../reports/live.ts';
import { plain } from '../../../spec/run/plain.ts';
import { hostile } from './hostile-texts.ts';
import { answered, exchange } from './made-up.ts';

const failure: Failure = {
  id: 'things.list.limit_rows',
  says: 'As many rows come as are asked for.',
  evidence: 'stated',
  reason: 'rows: expected 1 of them, received 500 of them: []',
  detail: 'rows\nExpected: 1 of them\nReceived: 500 of them: []',
  request: exchange(7),
  answer: exchange(7),
};
const options = {
  colour: false,
  width: 80,
  rerun: `npm start -- --config target.yaml --output ${'long/'.repeat(20)} --only things.list.limit_rows`,
  why: `file:///${'long/'.repeat(20)}index.html#things.list.limit_rows`,
};

describe('a failure', () => {
  it('is told in six lines: id, promise, request, what came and was expected, rerun and why', () => {
    assert.deepEqual(failureInWords(failure, options).split('\n'), [
      '✗ things.list.limit_rows',
      '  As many rows come as are asked for.',
      '  GET /api/v2/customers?filter[date][from]=10.10.2017',
      '  → 200: rows: 500 of them: [] (expected 1 of them)',
      `  rerun: ${options.rerun}`,
      `  why:   ${options.why}`,
    ]);
  });

  it('that only warns says so', () => {
    assert.match(
      failureInWords({ ...failure, evidence: 'inferred' }, options),
      /^✗ \S+ \(inferred: a warning\)\n/,
    );
  });

  for (const width of [40, 80, 120]) {
    it(`fits into ${String(width)} columns whatever a server sends, but for what is pasted and opened`, () => {
      const url = `https://crm.test/api/v2/things?q=${hostile.repeat(30)}`;
      const wild: Failure = {
        ...failure,
        says: hostile.repeat(9),
        reason: hostile.repeat(90),
        detail: `${hostile}\nExpected: ${hostile.repeat(9)}\nReceived: ${hostile.repeat(9)}`,
        request: exchange(7, { request: { method: 'GET', url, headers: {} } }),
        answer: exchange(7, { response: answered(hostile) }),
      };
      const lines = failureInWords(wild, { ...options, width }).split('\n');

      assert.equal(lines.length, 6);
      for (const line of lines.slice(0, 4)) {
        assert.ok(Array.from(line).length <= width, line);
        assert.equal(line, plain(line));
      }
    });
  }

  it('tells of two long records the first field in which they differ', () => {
    const record = (tags: readonly string[]) =>
      JSON.stringify({ id: 7, name: 'A long name '.repeat(9), tags });
    const detail = `as looked up\nExpected: ${record(['new'])}\nReceived: ${record([])}`;

    assert.equal(cameInWords({ ...failure, detail }), '200: as looked up: tags: [] (expected ["new"])');
  });

  it('tells how long a long list is, and the status where nothing else does', () => {
    const rows = JSON.stringify(Array.from({ length: 50 }, (_, id) => ({ id })));
    const compared = { ...failure, detail: `Expected: []\nReceived: ${rows}` };

    assert.match(cameInWords(compared), /^200: 50 of them: \[.*… \(expected \[\]\)$/);
    assert.equal(
      cameInWords({
        ...failure,
        detail: '',
        reason: `things reads back as ${'a'.repeat(90)}, expected ${'b'.repeat(90)}.`,
      }),
      `200: things reads back as ${'a'.repeat(59)}… (expected ${'b'.repeat(59)}…)`,
    );
    assert.equal(
      cameInWords({ ...failure, detail: '', reason: 'Status 204 expected, and 200 came.' }),
      'Status 204 expected, and 200 came.',
    );
  });
});

describe('what came', () => {
  const long = `A name that is long and ${'goes on and on and '.repeat(6)}`;
  const told = (reason: string, detail = '', room = 116) => cameInWords({ ...failure, reason, detail }, room);

  it('is told from where it differs, where it begins as was expected', () => {
    const [wanted, came] = [`"${long}ends"`, `"${long.slice(0, 60)}"`];
    const expected =
      '200: name reads back as …nd goes on and on an" (expected …nd goes on and on and goes on and on and…)';

    assert.equal(told(`name reads back as ${came}, expected ${wanted}.`), expected);
    assert.equal(
      told('', `as read\nExpected: ${wanted}\nReceived: ${came}`),
      expected.replace('name reads back as', 'as read:'),
    );
  });

  it('shares with what was expected what room there is, and keeps the end of its place', () => {
    const pointer = '/_embedded/items/0/customer/_links/self/href';
    const detail = `${pointer}\nExpected: a link to /api/v2/customers?id=466791\nReceived: the string "/api/v2/customers?id=5717"`;

    assert.equal(
      told('', detail, 76),
      '200: …_links.self.href: "/api/v2/customers?… (expected a link to /api/v2/c…)',
    );
    assert.equal(
      told('', `as read\nExpected: ["new"]\nReceived: []`, 40),
      '200: as read: [] (expected ["new"])',
    );
    assert.equal(
      told(
        '',
        `Expected: whole Unix seconds (9 or 10 digits)\nReceived: "Mon, 30 Nov 2026 15:16:33 GMT"`,
        76,
      ),
      '200: "Mon, 30 Nov 2026 15:16:33 G… (expected whole Unix seconds (9 or 10 d…)',
    );
  });

  it('is told by its place as people write it, and by its value alone', () => {
    const pointer = '/_embedded/items/0/customer/_links/self/href';
    const [wanted, came] = [
      'a link to /api/v2/customers?id=466791',
      'the string "/api/v2/customers?id=5717"',
    ];
    const expected =
      '200: items[0].customer._links.self.href: "/api/v2/customers?id=5717" (expected a link to /api/v2/customers?id=466791)';

    assert.equal(told('', `${pointer}\nExpected: ${wanted}\nReceived: ${came}`, 130), expected);
    assert.equal(
      told(`customers.list, ${pointer}: expected ${wanted}, received ${came} (8 exchanges)`, '', 150),
      `${expected}, in 8 exchanges`,
    );
    assert.equal(
      told('things.list, header:content-type: expected a/b, received nothing'),
      '200: Content-Type: nothing (expected a/b)',
    );
  });
});

describe('a request', () => {
  it('is told with what it sent, as far as there is room', () => {
    const request = { method: 'POST', url: 'https://crm.test/api/v2/things', headers: {} };
    const sent = 'add[5] {… "name":"a" …}';

    assert.equal(requestInWords({ request }, 60, sent), `POST /api/v2/things ${sent}`);
    assert.equal(requestInWords({ request }, 33, sent), 'POST /api/v2/things add[5] {… "n…');
    assert.equal(requestInWords({ request }, 24, sent), 'POST /api/v2/things');
  });

  it('is decoded, and keeps its end where it is cut', () => {
    const request = {
      method: 'GET',
      url: `https://crm.test/api/v2/things?filter%5Bdate%5D=1&${'x'.repeat(200)}&limit_rows=1`,
      headers: {},
    };

    const line = requestInWords({ request }, 60);

    assert.equal(Array.from(line).length, 60);
    assert.match(line, /^GET \/api\/v2\/things\?filter\[date\]=1&x+…x+&limit_rows=1$/);
    assert.equal(
      requestInWords({ request: { ...request, url: 'https://crm.test/a?b=%E0%A4' } }),
      'GET /a?b=%E0%A4',
    );
  });
});

describe('the progress', () => {
  const record = { requirement: 'customers.update.unlink.contacts', outcome: 'passed' } as const;

  it('is one line that fits the terminal', () => {
    const line = progressLine({ done: 87, of: 203, failed: 0, record }, 80);
    assert.equal(line, `${clearLine}[ 87/203] customers.update.unlink.contacts ✓`);
    const narrow = progressLine({ done: 87, of: 203, failed: 12, record }, 40).replace(clearLine, '');
    assert.match(narrow, /^\[ 87\/203\] 12 failed · customers/);
    assert.equal(Array.from(narrow).length, 39);
  });

  it('is a line a tenth where nothing can be overwritten', () => {
    const lines = (of: number) =>
      Array.from({ length: of }, (_, at) => milestone({ done: at + 1, of, failed: 0 })).filter(
        (line) => line,
      );
    assert.equal(lines(203).length, 10);
    assert.equal(lines(3).length, 3);
    assert.equal(lines(203).at(-1), '203 of 203 tests done');
    assert.equal(milestone({ done: 3, of: 3, failed: 2 }), '3 of 3 tests done, 2 failed');
  });
});
