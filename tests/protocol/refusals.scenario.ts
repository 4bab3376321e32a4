import { operations } from '../../spec/operations.ts';
import { wrongToken } from '../../target/forgeries.ts';
import type { Answer } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { CannotJudge, prerequisiteFailed } from '../../spec/run/signals.ts';
import { changes } from './grounds.ts';
import { bodies, credentials, methods, type Outcome } from './in-vain.scenario.ts';

/** What the refusals of this room say that they should not, a sentence each. */
export const refusals = {
  name: 'protocol: refusals',
  async play({ play }) {
    const refused: Answer[] = [];
    for (const scenario of changes.flatMap((operation) => [
      credentials[operation],
      bodies[operation],
      methods[operation],
    ])) {
      const outcomes = await play<Readonly<Record<string, Outcome>>>(scenario).catch((error: unknown) => {
        // A run that is interrupted, or a line that is down, says nothing of what would have been refused.
        if (error instanceof CannotJudge && error.signal.outcome !== 'error') return {};
        throw error;
      });
      const answers = Object.values<Outcome>(outcomes).flatMap((outcome) => outcome.answers);
      refused.push(...answers.filter(({ status }) => status >= 400));
    }
    if (refused.length === 0) {
      throw prerequisiteFailed('protocol.credentials.missing.customers.change', 'Nothing was refused.');
    }
    return { indiscretions: refused.flatMap((answer) => indiscretionsIn(answer, wrongToken)) };
  },
  async fromExisting({ caller, target }) {
    const { path } = operations['customers.list'];
    const paths = [
      path,
      ...(target.features.transactions ? [operations['transactions.list'].path] : []),
      ...(target.features.periods ? [operations['periods.list'].path] : []),
    ];
    const answers = [await caller('administrator').get(path, { id: 'nobody' }, { invalid: true })];
    for (const one of paths) answers.push(await caller('stranger').get(one, {}, { invalid: true }));
    const refused = answers.filter(({ status }) => status >= 400);
    if (refused.length === 0) {
      throw prerequisiteFailed('protocol.credentials.wrong.customers.list', 'Nothing was refused.');
    }
    return { indiscretions: refused.flatMap((answer) => indiscretionsIn(answer, wrongToken)) };
  },
} satisfies Scenario<unknown>;

/** What stands in the place of a credential that was recorded, see `target/redaction.ts`. */
const maskedCredential = /\$(?:ADMINISTRATOR|MEMBER)_[A-Z_]+/;

/**
 * Lines of stack traces, as servers in common languages print them. An answer may be megabytes long and made to be
 * slow to search: no pattern begins with a repetition or has two that could share the same text.
 */
const traces: Readonly<Record<string, RegExp>> = {
  JavaScript:
    /\bat (?:async )?(?:[^\s"\\]+ \()?(?:file:\/\/|node:|(?:[A-Za-z]:)?[\w.-]*[/\\])[^\s"()]*:\d+:\d+/,
  PHP: /#\d+ [^\s"]+\.php\(\d+\)|\bin [^\s"]+\.php(?::\d+| on line \d+)/,
  Python: /Traceback \(most recent call last\)|\bFile \\?"[^"]+\.py\\?", line \d+/,
  Java: /\bat [\w.$<>/]+\((?:[\w$]+\.(?:java|kt|scala):\d+|Native Method|Unknown Source)\)/,
  'C#': /\bat [\w.<>`]+\([^)]{0,300}\) in [^"]{1,300}\.cs:line \d+/,
  Ruby: /[^\s"]\.rb:\d+:in [`']/,
  Go: /\bgoroutine \d+ \[|[^\s"]\.go:\d+ \+0x[0-9a-f]+/,
};

/**
 * What an answer says that it should not: a credential that was sent with the request, or a stack trace.
 * @param wrongToken what a request with wrong credentials carried, which is not masked
 */
export function indiscretionsIn({ status, exchange }: Answer, wrongToken: string): readonly string[] {
  const body = exchange.response?.body ?? '';
  const { method, url } = exchange.request;
  const where = `the ${status} to ${method} ${url} as ${exchange.as}`;
  const repeated = maskedCredential.test(body) || body.includes(wrongToken);
  const readable = unescaped(body);
  const shown = Object.entries(traces).find(([, pattern]) => pattern.test(body) || pattern.test(readable));
  return [
    ...(repeated ? [`${where} repeats the credentials`] : []),
    ...(shown ? [`${where} shows a stack trace of ${shown[0]}`] : []),
  ];
}

/** Text within JSON as it reads: without the escapes that hide where a word begins. */
function unescaped(json: string): string {
  return json.replace(/\\([nrt])|\\(["\\/])/g, (_, blank: string | undefined, literal: string | undefined) =>
    blank === undefined ? (literal ?? '') : ' ',
  );
}
