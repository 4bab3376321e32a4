import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Results } from '../../../spec/run/results.ts';
import { answered, exchanges, results, waiversReport } from './made-up.ts';

/** The sample run with one text in every place that a target, its answers or a person can fill. */
export function spoiled(text: string): {
  readonly results: Results;
  readonly exchanges: readonly Exchange[];
} {
  const short = text.slice(0, 2000);
  const states = ['applied', 'stale', 'expired', 'idle'] as const;
  return {
    results: {
      ...results,
      complete: false,
      obstacle: text,
      target: { name: text, baseUrl: text },
      selection: { ...results.selection, filters: [text] },
      leftBehind: [text, text],
      readings: named(text),
      waivers: waiversReport(...states.map((state) => ({ state, reason: text, owner: text }))),
      requirements: results.requirements.map(({ violations, ...rest }) => ({
        ...rest,
        source: [text],
        reason: text,
        detail: text,
        reading: named(text),
        ...(violations && {
          violations: violations.map((one) => ({ ...one, expected: text, actual: text })),
        }),
      })),
    },
    // The whole text comes in bodies; what stands before them in a message is never that long.
    exchanges: exchanges.map(({ response, transportFailure, violations, ...rest }) => ({
      ...rest,
      purpose: text,
      retries: 2,
      request: {
        method: 'POST',
        url: `https://staging.example.test/?q=${short.replace(/\s/g, '')}`,
        headers: named(short),
        body: short,
      },
      violations: violations.map((violation) => ({ ...violation, actual: text })),
      ...(response && { response: answered(text, named(short)) }),
      ...(transportFailure && { transportFailure: { ...transportFailure, says: text } }),
    })),
  };
}

/** Own members with the names that a careless assignment would lose. */
function named(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [`x ${text.slice(0, 2000)}`, '__proto__', 'constructor'].map((name) => [name, text]),
  );
}
