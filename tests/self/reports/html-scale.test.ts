import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from '../../../reports/html/page.tsx';
import { type RecordedExchange, recordedIn } from '../../../reports/recorded.ts';
import { toHar } from '../../../reports/formats/har.ts';
import { operationIds } from '../../../spec/operations.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { requirementIds, requirements } from '../../catalogue.ts';
import { exchanges, hostile, results } from './sample.ts';

const creator = { name: 'suite', version: '1' };
const megabytes = 1024 * 1024;

/** Ten thousand exchanges: one of the sample's, with another body, over and over. */
function manyExchanges(bodyOf: (id: number) => string): ReadonlyMap<number, RecordedExchange> {
  const [model] = exchanges;
  assert.ok(model?.response);
  const { response } = model;
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    ...model,
    id: at + 1,
    operation: operationIds[at % operationIds.length] ?? null,
    purpose: `scenario: number ${String(at % 200)}`,
    sentAt: model.sentAt + at * 140,
    response: { ...response, body: bodyOf(at + 1) },
  }));
  return recordedIn(toHar(many, creator));
}

/** The whole catalogue, each requirement with fifty of the exchanges. */
function catalogued(over: Partial<RequirementResult>): Results {
  const all = requirementIds.map((id, at): RequirementResult => {
    const { says, source, evidence, operation } = requirements[id];
    const ids = Array.from({ length: 50 }, (_, step) => ((at * 28 + step) % 10_000) + 1);
    return {
      id,
      says,
      source,
      evidence,
      operation,
      outcome: 'passed',
      exchanges: ids,
      durationMs: 1,
      ...over,
    };
  });
  return { ...results, requests: 10_000, requirements: all };
}

function sizeOf(page: string): number {
  return new TextEncoder().encode(page).length;
}

describe('a run of 10,000 exchanges', () => {
  it('stays under 10 MB when all is well', () => {
    const body = JSON.stringify({
      _links: { self: { href: '/api/v2/customers', method: 'get' } },
      _embedded: { items: Array.from({ length: 5 }, (_, id) => ({ id, name: 'Катя' })) },
    });
    const page = toHtml({ results: catalogued({}), recorded: manyExchanges(() => body) });

    assert.ok(sizeOf(page) < 10 * megabytes, String(sizeOf(page)));
    assert.ok(page.includes('10000 exchanges in'));
  });

  it('stays under 10 MB when everything fails with long, hostile answers, and says what it cut', () => {
    const long = hostile.repeat(300);
    const failed = catalogued({ outcome: 'failed', reason: long, detail: long });
    const page = toHtml({ results: failed, recorded: manyExchanges((id) => `${String(id)}${long}`) });

    assert.ok(sizeOf(page) < 10 * megabytes, String(sizeOf(page)));
    assert.match(page, /Cut: [\d,]+ more characters in <code>run\.har<\/code>/);
    assert.match(page, /Cut: [\d,]+ more characters in <code>results\.json<\/code>/);
    assert.match(page, /earlier steps left out/);
  });
});
