import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirements, isRequirementId } from '../../catalogue.ts';
import { startReference } from '../../../reference/server.ts';
import { operations } from '../../../spec/operations.ts';
import { contract, ok } from './contract-examples.ts';
import { fieldRequests } from './field-requests.ts';
import { fieldAnswers, type FieldAnswer, type Right } from './field-answers.ts';

/** What the contract makes of an answer when nobody says what was asked. */
function judged({ operation, status = 200, contentType, body }: FieldAnswer): Right {
  const { asked: _, ...message } = ok(operation, body);
  const headers =
    contentType === undefined ? message.headers : { ...message.headers, 'content-type': contentType };
  const charged = contract
    .judge({ ...message, headers, status })
    .violations.map(({ requirement }) => requirement);
  const deciding = charged.filter((id) => isRequirementId(id) && requirements[id].evidence !== 'inferred');
  if (deciding.length > 0) return 'fails';
  return charged.length > 0 ? 'warns' : 'passes';
}

for (const answer of fieldAnswers) {
  test(`seen in the field: ${answer.name} ${answer.right}`, () => {
    assert.equal(judged(answer), answer.right);
  });
}

for (const { name, operation, right, query = '', contentType = 'application/json', body } of fieldRequests) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const headers = contentType === '' ? {} : { 'content-type': contentType };

  test(`asked in the field: ${name} is ${right}`, () => {
    const { violations } = contract.judge({ operation, side: 'request', headers, query, body: text });

    assert.equal(violations.length > 0 ? 'named' : 'taken', right);
  });

  test(`asked in the field: ${name} does a tolerant server no harm`, async (t) => {
    const reference = await startReference();
    t.after(() => reference.close());
    const bystander = reference.snapshot().customers.get(466_791);
    const { path, method } = operations[operation];
    const url = `${reference.baseUrl}${path}${query.startsWith('/') ? query : `?${query}`}`;
    const { auth } = reference.targetFile;
    const sent = method === 'GET' ? {} : { body: text };

    const { status } = await fetch(url, {
      method,
      headers: { ...headers, authorization: `Bearer ${auth.administrator.bearer}` },
      ...sent,
    });

    assert.ok(status < 500 && status !== 401, String(status));
    assert.deepEqual(reference.snapshot().customers.get(466_791), bystander);
  });
}
