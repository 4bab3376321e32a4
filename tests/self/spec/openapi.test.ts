import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
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

for (const [name, text] of Object.entries({ 'openapi.json': documentText, 'messages.ts': messagesText })) {
  test(`${name} follows from the document; else run npm run spec:types`, async () => {
    const written = await readFile(new URL(`../../../spec/${name}`, import.meta.url), 'utf8');
    assert.ok(written === (await text()), `spec/${name} is not what spec/openapi.yaml makes of it`);
  });
}

test('the document chooses by if and then, so that no error has to name branches', () => {
  const nodes = [...pointersByNode().keys()];
  const branching = nodes.filter((node) => 'oneOf' in node || 'anyOf' in node || 'allOf' in node);
  assert.deepEqual(branching, []);
});

test('owned requirements are well formed, and written as {operation}.response.… in the document', () => {
  for (const { requirement, operation, node } of ownedRequirements()) {
    assert.match(requirement, /^\w+\.(change|list)\.response(\.[a-zA-Z]+(_[a-z]+)*)+$/);
    assert.equal(templateOf(node), requirement.replace(operation.id, '{operation}'));
  }
});

test('owned requirements cover every property of every response, itself or by the property around it', () => {
  for (const operation of operationIds) {
    const { pointer = '' } = contentOf(`${operationPointer(operation)}/responses/200`) ?? {};
    assert.deepEqual(unownedIn(placeOf(`${pointer}/schema`).node), []);
  }
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
