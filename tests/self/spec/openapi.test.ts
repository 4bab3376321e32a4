import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isObject, member, namesIn, segmentsOf } from '../../../spec/contract/json.ts';
import {
  openapi,
  operationPointer,
  ownedRequirements,
  placeOf,
  pointersByNode,
} from '../../../spec/openapi.ts';
import { operationIds, operations } from '../../../spec/operations.ts';
import { requestExamples, responseExamples } from './contract-examples.ts';

describe('the document', () => {
  test('has exactly the six operations', () => {
    const found = Object.entries(openapi.paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item ?? {})
        .filter(([name]) => !name.startsWith('x-'))
        .map(([method, operation]) => [
          member(operation, 'operationId'),
          { method: method.toUpperCase(), path },
        ]),
    );
    assert.deepEqual(Object.fromEntries(found), operations);
  });

  test('has for each of them every status of the source', () => {
    const listed = ['200', '204', '301', '400', '401', '403', '404', '500', '502', '503'];
    for (const operation of operationIds) {
      const names = namesIn(placeOf(`${operationPointer(operation)}/responses`).node);
      assert.deepEqual(
        listed.filter((status) => !names.includes(status)),
        [],
      );
    }
  });

  test('carries every example message of the source', () => {
    assert.equal(requestExamples.length, 10);
    assert.equal(responseExamples.length, 9);
  });

  test('chooses by if and then, so that no error has to name branches', () => {
    const chosen = [...pointersByNode().keys()].filter(
      (node) => 'oneOf' in node || 'anyOf' in node || 'allOf' in node,
    );
    assert.deepEqual(chosen, []);
  });

  test('has no node twice: YAML aliases would blur who owns it', () => {
    let nodes = 0;
    const count = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      nodes += 1;
      for (const name of namesIn(node)) count(member(node, name));
    };
    count(openapi);
    assert.equal(pointersByNode().size, nodes);
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

  test('are well formed, with a known operation', () => {
    const form = /^(customers|transactions|periods)\.(change|list)\.response(\.[a-zA-Z]+(_[a-z]+)*)+$/;
    for (const { requirement } of owned) {
      assert.match(requirement, form);
      assert.ok(operationIds.some((operation) => requirement.startsWith(`${operation}.response.`)));
    }
  });

  test('are written as {operation}.response.… in the document', () => {
    for (const { pointer } of owned) {
      const template = member(segmentsOf(pointer).reduce<unknown>(member, openapi), 'x-requirement');
      assert.match(String(template), /^\{operation\}\.response\./);
    }
  });

  test('say by their id which property they are about, so that no id has two meanings', () => {
    for (const { requirement, pointer } of owned) {
      const property = /\/properties\/([^/]+)$/.exec(pointer)?.[1];
      const last = requirement.split('.').at(-1);
      if (property === undefined) continue;
      // Links within a relation, errors and what a deletion of transactions tells belong to what is around them.
      const belongsToOuter = new Set([
        property === '_links' && last !== 'links',
        property === 'errors',
        last === 'items',
      ]);
      if (!belongsToOuter.has(true)) assert.equal(last, property.replace(/^_/, ''), pointer);
    }
  });

  test('have one node an operation, but for those of nested parts', () => {
    const pointers = new Map<string, string[]>();
    for (const { requirement, pointer } of owned) {
      pointers.set(requirement, [...(pointers.get(requirement) ?? []), pointer]);
    }
    const several = [...pointers].filter(([, places]) => places.length > 1);
    for (const [requirement, places] of several) {
      const name = requirement.replace(/^[^.]+\.[^.]+\.response\./, '');
      const outer = places.filter((place) => !/\/(_links|errors|deleted)$/.test(place));
      // A body is an object with a 200 and absent with a 204: two nodes, one promise.
      assert.equal(outer.length, name === 'body' ? 2 : 1, `${requirement}: ${places.join(' ')}`);
    }
  });

  test('cover every property of every response, itself or by the property around it', () => {
    const responses = [
      'CustomersChanged',
      'CustomerAcknowledgement',
      'CustomerList',
      'Customer',
      'TransactionsChanged',
    ];
    const more = [
      'TransactionAcknowledgement',
      'TransactionList',
      'Transaction',
      'PeriodList',
      'Period',
      'Links',
    ];
    for (const name of [...responses, ...more]) assertOwned(`#/components/schemas/${name}`);
  });
});

function assertOwned(pointer: string): void {
  const node = segmentsOf(pointer).reduce<unknown>(member, openapi);
  for (const [name, property] of Object.entries(isObject(node) ? node : {})) {
    if (name === 'properties') {
      for (const child of namesIn(property)) {
        const place = placeOf(`${pointer}/properties/${child}`);
        assert.notEqual(member(place.node, 'x-requirement'), undefined, place.pointer);
      }
    }
    if (isObject(property) && !['if', 'then', 'else'].includes(name)) assertOwned(`${pointer}/${name}`);
  }
}
