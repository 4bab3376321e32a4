import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirements, isRequirementId } from '../../catalogue.ts';
import { contract, ok } from './contract-examples.ts';
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
