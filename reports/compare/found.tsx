import { visible } from '../../spec/run/plain.ts';
import { outcomeWords } from '../labels.ts';
import type { Finding } from './changes.ts';
import { findingWords } from './labels.ts';

/** A finding as mark and word, the word of a waived one with what it excuses. */
export function Found({ finding: { outcome, waived } }: { readonly finding: Finding }) {
  const { label, mark } = findingWords[outcome];
  return (
    <>
      <span class={`mark ${outcome}`} aria-hidden="true">
        {mark}
      </span>{' '}
      <span class={`outcome ${outcome}`}>
        {label}
        {waived === undefined ? '' : ` (${outcomeWords[waived.outcome].label})`}
      </span>
    </>
  );
}

/** Reasons are told to a length that keeps the page small; the run's own report has all of them. */
export function reasonOf({ reason }: Finding): string {
  const text = visible(reason ?? 'no reason given');
  return text.length <= mostReason ? text : `${text.slice(0, mostReason)}…`;
}

const mostReason = 400;
