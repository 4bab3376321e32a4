import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OperationId } from '../../../spec/operations.ts';
import {
  changed,
  charges,
  contract,
  ok,
  pathsIn,
  responseExamples,
  valueAt,
  type Path,
} from './contract-examples.ts';

/** Who should answer for a place in a response, by the naming scheme of requirements and not by the schema. */
function ownerOf(operation: OperationId, path: Path): string {
  const names = path.filter((name) => !isIndex(name));
  const [first, second, ...rest] = names;
  const within = `${operation}.response`;
  if (first === '_links') return [within, 'links', ...names.slice(1)].join('.');
  if (second === undefined) return `${within}.embedded`;
  if (rest.length === 0) return `${within}.embedded.items`;
  const links = rest.indexOf('_links');
  return [within, 'items', ...(links < 0 ? rest : [...rest.slice(0, links), 'links'])].join('.');
}

const isIndex = (name: string | undefined): boolean => /^\d+$/.test(name ?? '');

/** What may be left out of a response, by operation and place. */
const optional = [
  /^(customers|transactions)\.list _embedded(\/items)?$/,
  /\/items\/\d+\/(main_contact|contacts|company|customer)\/_links$/,
  /^customers\.list .*\d\/(main_contact|contacts|company|tags|custom_fields)$/,
  /^periods\..*\d\/_links$/,
  /\/enum$/,
];

function assertRight(operation: OperationId, body: unknown): void {
  assert.deepEqual(charges(ok(operation, body)), []);
}

function assertCharged(operation: OperationId, body: unknown, path: Path): void {
  const { violations, observed } = contract.judge(ok(operation, body));
  const owner = ownerOf(operation, path);
  assert.deepEqual([...new Set(violations.map(({ requirement }) => requirement))], [owner]);
  assert.ok(observed.includes(owner), 'a violated requirement is an observed one');
  for (const violation of violations) {
    assert.ok(`${violation.pointer}/`.startsWith(`/${path.join('/')}/`), violation.pointer);
    assert.match(violation.schema, /^#\//);
    assert.doesNotMatch(violation.expected, /match|schema|must/);
    assert.ok(violation.actual.length <= 120);
  }
}

/** The same with another id wherever it stands, in links as well. */
function withEvery(id: number, other: number, body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(String(id), String(other)));
}

/** Values that can't stand where this one does. */
function wrongFor(value: unknown, name = ''): readonly unknown[] {
  if (name === 'request_id') return [true, 0.5, null, {}, []];
  if (typeof value === 'number') {
    const impossible = name === 'id' ? [0, -1, 2 ** 53] : [];
    const milliseconds = /(_at|date)$/.test(name) ? [value * 1000] : [];
    return [String(value), value + 0.5, false, {}, [value], '2017-10-18', ...impossible, ...milliseconds];
  }
  if (typeof value === 'string') return [7, true, {}, [value], ...(/^(href|method)$/.test(name) ? [''] : [])];
  if (typeof value === 'boolean') return [String(value), Number(value), null, {}, []];
  // No id, which the links beside a list of ids would have to lead to.
  return ['text', '', 7.5, true];
}

for (const { operation, name, body } of responseExamples) {
  describe(`${operation}, example ${name}, damaged`, () => {
    for (const path of pathsIn(body).filter((one) => !isIndex(one.at(-1)))) {
      const place = path.join('/');
      const mayBeLeftOut = optional.some((places) => places.test(`${operation} ${place}`));

      test(`without ${place}${mayBeLeftOut ? ', which may be left out' : ''}`, () => {
        const left = changed(body, path, () => undefined);
        (mayBeLeftOut ? assertRight : assertCharged)(operation, left, path);
      });
    }

    for (const path of pathsIn(body)) {
      test(`with a wrong value at ${path.join('/')}`, () => {
        for (const wrong of wrongFor(valueAt(body, path), path.at(-1))) {
          const damaged = changed(body, path, () => wrong);
          assertCharged(operation, damaged, path);
        }
      });
    }

    test('is right whole, and with the largest ids', () => {
      assertRight(operation, body);
      for (const path of pathsIn(body).filter((one) => one.at(-1) === 'id')) {
        // In links, too.
        const [id] = [valueAt(body, path)].flat();
        assertRight(operation, withEvery(Number(id), Number.MAX_SAFE_INTEGER, body));
      }
    });
  });
}
