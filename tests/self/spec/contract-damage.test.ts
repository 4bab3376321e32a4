import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Contract } from '../../../spec/contract/contract.ts';
import type { OperationId } from '../../../spec/operations.ts';
import { changed, ok, pathsIn, responseExamples, valueAt, type Path } from './contract-examples.ts';

const contract = Contract.load();

/** Who should answer for a place in a response, by the naming scheme of requirements and not by the schema. */
function ownerOf(operation: OperationId, path: Path): string {
  const names = path.filter((name) => !/^\d+$/.test(name));
  const [first, second, ...rest] = names;
  const within = `${operation}.response`;
  if (first === '_links') return [within, 'links', ...names.slice(1)].join('.');
  if (second === undefined) return `${within}.embedded`;
  if (rest.length === 0) return `${within}.embedded.items`;
  if (rest[0] === '_links') return `${within}.items.links`;
  const links = rest.indexOf('_links');
  return [within, 'items', ...(links < 0 ? rest : rest.slice(0, links))].join('.');
}

/** What may be left out of a response. */
function isOptional(operation: OperationId, path: Path): boolean {
  const place = path.join('/');
  const relation = '(main_contact|contacts|company|customer)';
  if (/\/\d+$/.test(place)) return true;
  if (new RegExp(`^_embedded/items/\\d+/${relation}/_links$`).test(place)) return true;
  if (operation === 'customers.list' && /\d\/(main_contact|contacts|company|tags|custom_fields)$/.test(place))
    return true;
  if (operation.startsWith('periods') && /\d\/_links$/.test(place)) return true;
  return place.endsWith('/enum');
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

/** Values that can't stand where this one does. */
function wrongFor(value: unknown, path: Path): readonly unknown[] {
  if (path.at(-1) === 'request_id') return [true, 0.5, null, {}, []];
  if (typeof value === 'number') return [String(value), value + 0.5, false, {}, [value], '2017-10-18'];
  if (typeof value === 'string') return [7, true, {}, [value]];
  if (typeof value === 'boolean') return [String(value), Number(value), null, {}, []];
  return ['text', '', 7, true];
}

for (const { operation, name, body } of responseExamples) {
  const places = pathsIn(body).filter((path) => valueAt(body, path) !== undefined);

  describe(`${operation}, example ${name}, damaged`, () => {
    for (const path of places) {
      const place = path.join('/');
      if (!isOptional(operation, path)) {
        test(`without ${place}`, () => {
          assertCharged(
            operation,
            changed(body, path, () => undefined),
            path,
          );
        });
      } else if (!/\/\d+$/.test(place)) {
        test(`without ${place}, which may be left out`, () => {
          assert.deepEqual(
            contract.judge(
              ok(
                operation,
                changed(body, path, () => undefined),
              ),
            ).violations,
            [],
          );
        });
      }
      test(`with another type at ${place}`, () => {
        for (const wrong of wrongFor(valueAt(body, path), path)) {
          assertCharged(
            operation,
            changed(body, path, () => wrong),
            path,
          );
        }
      });
    }

    const times = places.filter((path) => /(_at|date)$/.test(path.at(-1) ?? ''));
    for (const path of times) {
      test(`with milliseconds at ${path.join('/')}`, () => {
        assertCharged(
          operation,
          changed(body, path, (seconds) => Number(seconds) * 1000),
          path,
        );
      });
    }

    const ids = places.filter((path) => path.at(-1) === 'id' && typeof valueAt(body, path) === 'number');
    for (const path of ids) {
      test(`with an impossible id at ${path.join('/')}`, () => {
        for (const wrong of [0, -1, 2 ** 53])
          assertCharged(
            operation,
            changed(body, path, () => wrong),
            path,
          );
        const largest = changed(body, path, () => Number.MAX_SAFE_INTEGER);
        assert.deepEqual(contract.judge(ok(operation, largest)).violations, []);
      });
    }

    const links = places.filter((path) => path.at(-1) === 'href' || path.at(-1) === 'method');
    test('with an empty link', () => {
      for (const path of links)
        assertCharged(
          operation,
          changed(body, path, () => ''),
          path,
        );
    });
  });
}
