import type { Outcome } from '../../spec/run/results.ts';
import { outcomeWords } from '../labels.ts';

/** The sign of an outcome. Always stands beside its word, so it is silent itself. */
export function Mark({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span class={`mark ${outcome}`} aria-hidden="true">
      {outcomeWords[outcome].mark}
    </span>
  );
}
