/** Which of several exchanges a failure is likely about, by one sign or another. */
import type { Exchange } from '../spec/run/exchange.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { statusOf } from './exchanges.ts';
import type { Symptom } from './symptom.ts';

/** The answer that the words of the failure quote. */
export function quotedIn({ reason = '' }: RequirementResult, { status }: Symptom, all: readonly Exchange[]) {
  if (status === null) return undefined;
  const method = /\b([A-Z]{3,}) was answered\b/.exec(reason)?.[1];
  const ofMethod = all.filter(({ request }) => request.method === method);
  const answered = (ofMethod.length > 0 ? ofMethod : all).filter((one) => statusOf(one) === status);
  const quote =
    new RegExp(`\\b${String(status)} (.{2,250})`).exec(reason)?.[1]?.split('…')[0]?.slice(0, -1) ?? '';
  const quoting = answered.filter(
    ({ response }) => quote !== '' && response?.body.startsWith(quote) === true,
  );
  return quoting.at(-1) ?? answered.at(-1);
}

/** The change that sent the name of what it should not have left behind. */
export function naming({ reason = '' }: RequirementResult, { kind }: Symptom, all: readonly Exchange[]) {
  const name = kind === 'effect' ? /"([^"]{4,})" is new/.exec(reason)?.[1] : undefined;
  if (name === undefined) return undefined;
  return all.findLast(({ request }) => request.method !== 'GET' && request.body?.includes(name) === true);
}

/** The last of those whose addresses have most words of an id. */
export function nearestTo(id: string, exchanges: readonly Exchange[]): Exchange | undefined {
  const words = id.split('.').map((word) => new RegExp(`(?<![a-z_])${word}(?![a-z_])`));
  const count = ({ request }: Exchange) => words.filter((word) => word.test(request.url)).length;
  const most = Math.max(...exchanges.map(count));
  return exchanges.findLast((one) => count(one) === most);
}

/** The last one that a claim sent itself, of its operation where there is one. */
export function ownOf({ id }: RequirementResult, { operation }: Symptom, all: readonly Exchange[]) {
  const own = all.filter(({ purpose }) => purpose === id || purpose.startsWith(`${id},`));
  return own.findLast((exchange) => exchange.operation === operation) ?? own.at(-1);
}

/** The last one of the operation that names the subject, else the last of the operation. */
export function namingOf({ operation, subject }: Symptom, all: readonly Exchange[]) {
  const name = subject?.split(/[.[\],]+/).findLast((part) => part !== '') ?? '';
  const same = all.filter((exchange) => exchange.operation === operation);
  return (
    same.findLast(({ request }) => name !== '' && `${request.url}${request.body ?? ''}`.includes(name)) ??
    same.at(-1)
  );
}
