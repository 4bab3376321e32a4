/** The sample run with one text in every place that a target, its answers or a person can fill. */
import type { Exchange } from '../../../spec/run/exchange.ts';
import { citedBy, type Har, toHar } from '../../../reports/formats/har.ts';
import type { Results } from '../../../spec/run/results.ts';
import type { Waiver, WaiverState } from '../../../spec/run/waivers.ts';
import { exchanges, hostile, results } from './sample.ts';

/** What Markdown, GitHub and a runner's log make something of. */
export const markup = [
  '[a](https://evil.test) ![b](https://evil.test/x.png) <https://evil.test> https://evil.test www.evil.test a@evil.test',
  '@octocat #12 octo/repo#7 :tada: **bold** _it_ ~~gone~~ $x^2$ `code` ``two`` ``` <!-- note -->',
  '# heading',
  '| a | b |',
  '| - | - |',
  '- [ ] task',
  '> quote',
  '===',
  '```mermaid',
  'graph TD',
  '    indented',
  '[ref]: https://evil.test',
  '::error::injected',
  '<details><summary>x</summary><a href="javascript:alert(1)">y</a></details>',
  '&lt;b&gt; &#64;octocat \\',
].join('\n');

export const texts = {
  hostile,
  markup,
  'backticks at both ends': '`` ` ```',
  'five million characters': '<b>`|@x ]]>\u001b[31m\u202e\ud800'.repeat(250_000),
  prototype: '__proto__',
  nothing: '\u0000\u202e',
} as const;

/** Results and archive of the sample run, filled with a text. */
export function spoiled(text: string): { readonly results: Results; readonly har: Har } {
  const requirements = results.requirements.map((one) => ({
    ...one,
    source: [text],
    reason: text,
    detail: text,
    reading: named(text),
    ...(one.violations && {
      violations: one.violations.map((violation) => ({ ...violation, expected: text, actual: text })),
    }),
  }));
  const filled: Results = {
    ...results,
    complete: false,
    obstacle: text,
    target: { name: text, baseUrl: text },
    selection: { ...results.selection, filters: [text] },
    leftBehind: [text, text],
    readings: named(text),
    waivers: withWaivers(['applied', 'stale', 'expired', 'idle'], text),
    requirements,
  };
  const { name, version } = results.suite;
  return {
    results: filled,
    har: toHar(exchanges.map(spoil(text)), { name, version }, citedBy(requirements)),
  };
}

/** What a run made of a waivers file with a waiver in each of these states. */
export function withWaivers(states: readonly WaiverState[], text: string): NonNullable<Results['waivers']> {
  const of = (state: WaiverState) => states.filter((one) => one === state).length;
  return {
    digest: `sha256:${'cd'.repeat(32)}`,
    waivers: states.map((state): Waiver => ({
      requirement: state === 'applied' ? 'customers.list.large' : 'customers.add.single',
      kind: 'failure',
      reason: text,
      owner: text,
      expires: '2027-01-31',
      state,
    })),
    counters: {
      unexpectedFailures: results.counts.failed,
      unexpectedGaps: 0,
      waivedFailuresGone: of('stale'),
      waivedGapsGone: 0,
    },
  };
}

/** The whole text comes in bodies; what stands before them in a message is never that long. */
function spoil(text: string): (exchange: Exchange) => Exchange {
  const short = text.slice(0, 2000);
  return ({ response, transportFailure, ...rest }) => ({
    ...rest,
    purpose: text,
    retries: 2,
    request: {
      method: 'POST',
      url: `https://staging.example.test/?q=${short.replace(/\s/g, '')}`,
      headers: named(short),
      body: short,
    },
    violations: rest.violations.map((violation) => ({ ...violation, actual: text })),
    ...(response && { response: { ...response, headers: named(short), body: text } }),
    ...(transportFailure && { transportFailure: { ...transportFailure, says: text } }),
  });
}

/** Own members with the names that a careless assignment would lose. */
function named(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [`x ${text.slice(0, 2000)}`, '__proto__', 'constructor'].map((name) => [name, text]),
  );
}
