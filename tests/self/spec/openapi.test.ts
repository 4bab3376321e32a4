import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { isObject, member, namesIn } from '../../../spec/contract/json.ts';
import { documentText, messagesText } from '../../../spec/generate.ts';
import {
  contentOf,
  operationPointer,
  ownedRequirements,
  placeOf,
  pointersByNode,
  referenceOf,
  templateOf,
} from '../../../spec/openapi.ts';
import { operationIds } from '../../../spec/operations.ts';
import { requestExamples, responseExamples } from './contract-examples.ts';

describe('what follows from the document', () => {
  for (const [name, text] of [
    ['openapi.json', documentText] as const,
    ['messages.ts', messagesText] as const,
  ]) {
    test(`is in ${name}; else run npm run spec:types`, async () => {
      const written = await readFile(new URL(`../../../spec/${name}`, import.meta.url), 'utf8');
      assert.ok(written === (await text()), `spec/${name} is not what spec/openapi.yaml makes of it`);
    });
  }
});

describe('the document', () => {
  test('has for each operation every status of the source', () => {
    const listed = ['200', '204', '301', '400', '401', '403', '404', '500', '502', '503'];
    for (const operation of operationIds) {
      const names = new Set(namesIn(placeOf(`${operationPointer(operation)}/responses`).node));
      assert.deepEqual(
        listed.filter((status) => !names.has(status)),
        [],
      );
    }
  });

  test('carries every example message of the source', () => {
    assert.deepEqual([requestExamples.length, responseExamples.length], [10, 9]);
  });

  test('chooses by if and then, so that no error has to name branches', () => {
    const nodes = [...pointersByNode().keys()];
    assert.deepEqual(
      nodes.filter((node) => 'oneOf' in node || 'anyOf' in node || 'allOf' in node),
      [],
    );
  });
});

describe('pointers', () => {
  test('lead to nodes, and through references that stand alone', () => {
    assert.equal(placeOf('#/components/schemas/Id').pointer, '#/components/schemas/Id');
    const rows = placeOf('#/paths/~1api~1v2~1customers/get/parameters/2');
    assert.equal(rows.pointer, '#/components/parameters/LimitRows');
    const owned = placeOf('#/components/schemas/Customer/properties/id');
    assert.equal(owned.pointer, '#/components/schemas/Customer/properties/id');
  });

  test('that lead nowhere are an error', () => {
    assert.throws(() => placeOf('#/components/schemas/Lead'), RangeError);
    assert.throws(() => placeOf('#/constructor'), RangeError);
  });
});

describe('owned requirements', () => {
  const owned = ownedRequirements();
  const nested = /\/(_links|errors|deleted)$/;

  test('are well formed, and written as {operation}.response.… in the document', () => {
    for (const { requirement, operation, node } of owned) {
      assert.match(requirement, /^\w+\.(change|list)\.response(\.[a-zA-Z]+(_[a-z]+)*)+$/);
      assert.equal(templateOf(node), requirement.replace(operation.id, '{operation}'));
    }
  });

  test('say by their id which property they are about, so that no id has two meanings', () => {
    for (const { requirement, pointer } of owned) {
      const property = /\/properties\/([^/]+)$/.exec(pointer)?.[1];
      const last = requirement.split('.').at(-1);
      // Links within a relation, errors and what a deletion of transactions tells belong to what is around them.
      const belongsToOuter =
        last === 'items' || property === 'errors' || (property === '_links' && last !== 'links');
      if (property !== undefined && !belongsToOuter) assert.equal(last, property.replace(/^_/, ''), pointer);
    }
  });

  test('have one node an operation, but for those of nested parts', () => {
    for (const requirement of new Set(owned.map((owner) => owner.requirement))) {
      const all = owned.filter((owner) => owner.requirement === requirement);
      const outer = all.length === 1 ? all : all.filter(({ pointer }) => !nested.test(pointer));
      // A body is an object with a 200 and absent with a 204: two nodes, one promise.
      assert.equal(outer.length, requirement.endsWith('.response.body') ? 2 : 1, requirement);
    }
  });

  test('cover every property of every response, itself or by the property around it', () => {
    for (const operation of operationIds) {
      const { pointer = '' } = contentOf(`${operationPointer(operation)}/responses/200`) ?? {};
      assert.deepEqual(unownedIn(placeOf(`${pointer}/schema`).node), []);
    }
  });
});

/** Properties at and below a node that nothing owns. Links to entities belong to the property that holds them. */
function unownedIn(node: unknown): readonly string[] {
  const reference = referenceOf(node);
  const target = reference === null || reference.endsWith('/EntityLinks') ? null : placeOf(reference).node;
  const properties = member(node, 'properties');
  const own = namesIn(properties).filter((name) => ownerOf(member(properties, name)) === null);
  const named = [properties, member(node, 'patternProperties')].flatMap(childrenOf);
  const inner = [...named, member(node, 'items'), target];
  return [...own, ...inner.filter(isObject).flatMap(unownedIn)];
}

function childrenOf(node: unknown): readonly unknown[] {
  return namesIn(node).map((name) => member(node, name));
}

function ownerOf(node: unknown): string | null {
  const reference = referenceOf(node);
  return templateOf(node) ?? (reference === null ? null : ownerOf(placeOf(reference).node));
}
