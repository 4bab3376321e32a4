import { test, type TestInfo } from '@playwright/test';
import type { RequirementResult } from '../../spec/run/results.ts';
import { catalogue } from '../catalogue.ts';

/** What came of a requirement, and the exchanges that bear on it. */
export interface Verdict {
  readonly result: RequirementResult;
  readonly exchanges: readonly {
    readonly title: string;
    readonly request: string;
    readonly response: string;
  }[];
}

/**
 * Shows requirements as tests: of behaviour, or of the messages, which the contract judges once everything else has
 * been exchanged. A test asks for the outcome of its requirement and shows it; the judging is the engine's.
 */
export function show(area: string, proof: 'test' | 'schema'): void {
  for (const [id, entry] of Object.entries(catalogue)) {
    const [own = '', group = own] = id.split('.');
    if (own !== area || entry.proof !== proof) continue;
    const { says, evidence, operation, source } = entry;
    const tags = new Set([own, `${own}.${group}`, evidence, ...(operation ? [operation] : [])]);
    test(
      `${id}: ${says}`,
      {
        tag: [...tags].map((tag) => `@${tag}`),
        annotation: { type: 'source', description: source.join('; ') },
      },
      async ({}, testInfo) => {
        const { result, exchanges } = await verdictOn(id);
        for (const { title } of exchanges) await test.step(title, () => Promise.resolve());
        testInfo.annotations.push({ type: 'outcome', description: result.outcome });
        if (result.outcome === 'passed') return;
        if (result.outcome !== 'failed') test.skip(true, `${result.outcome}: ${result.reason ?? ''}`);
        await attach(exchanges, testInfo);
        // What is inferred only warns: it is shown with its failure and does not turn the run red.
        test.fail(evidence === 'inferred', 'inferred requirements only warn');
        throw new Error([result.reason ?? 'It failed.', result.detail ?? ''].join('\n\n').trimEnd());
      },
    );
  }
}

async function verdictOn(id: string): Promise<Verdict> {
  const face = process.env['AMOCRM_FACE'];
  if (face === undefined) throw new Error('The set-up of playwright.config.ts did not run.');
  const answer = await fetch(face, { method: 'POST', body: id });
  const { verdict, fault } = (await answer.json()) as { verdict?: Verdict; fault?: string };
  if (verdict === undefined) throw new Error(fault);
  return verdict;
}

async function attach(exchanges: Verdict['exchanges'], testInfo: TestInfo): Promise<void> {
  for (const { title, request, response } of exchanges) {
    await testInfo.attach(title, { body: `${request}\n\n${response}`, contentType: 'text/plain' });
  }
}
