import type { Exchange } from '../spec/run/exchange.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { statusOf } from './exchanges.ts';
import type { Failure } from './defects.ts';
import type { Symptom } from './symptom.ts';

/** The request that decided a failure and the answer that shows it: mostly one exchange, two where it was read back. */
export interface Decisive {
  readonly request: number;
  readonly answer: number;
}

/** What a failure shows, in the exchanges that bear on it; null where none is at hand. */
export function decisiveOf(
  { result, symptom }: Failure,
  byId: ReadonlyMap<number, Exchange>,
): Decisive | null {
  const [violation] = result.violations ?? [];
  if (violation) return { request: violation.exchange, answer: violation.exchange };
  const all = (result.exchanges ?? []).flatMap((id) => byId.get(id) ?? []);
  const one =
    quotedIn(result, symptom, all) ?? ownOf(result, symptom, all) ?? namingOf(symptom, all) ?? all.at(-1);
  if (!one) return null;
  return { request: one.id, answer: one.id };
}

/** The answer that the words of the failure quote. */
function quotedIn({ reason = '' }: RequirementResult, { status }: Symptom, all: readonly Exchange[]) {
  if (status === null) return undefined;
  const answered = all.filter((exchange) => statusOf(exchange) === status);
  const quote = new RegExp(`\\b${String(status)} (.{1,40})`).exec(reason)?.[1]?.split('…')[0] ?? '';
  const quoting = answered.filter(
    ({ response }) => quote !== '' && response?.body.startsWith(quote.slice(0, -1)) === true,
  );
  return quoting.at(-1) ?? answered.at(-1);
}

/** The last one that a claim sent itself, of its operation where there is one. */
function ownOf({ id }: RequirementResult, { operation }: Symptom, all: readonly Exchange[]) {
  const own = all.filter(({ purpose }) => purpose === id || purpose.startsWith(`${id},`));
  return own.findLast((exchange) => exchange.operation === operation) ?? own.at(-1);
}

/** The last one of the operation that names the subject, else the last of the operation. */
function namingOf({ operation, subject }: Symptom, all: readonly Exchange[]) {
  const name = subject?.split(/[.[\],]+/).findLast((part) => part !== '') ?? '';
  const same = all.filter((exchange) => exchange.operation === operation);
  return (
    same.findLast(({ request }) => name !== '' && `${request.url}${request.body ?? ''}`.includes(name)) ??
    same.at(-1)
  );
}
