import { BASELESS } from '../../engine/roots.ts';
import { isIn } from '../../reference/faults/fault.ts';
import type { Fault } from '../../reference/faults/index.ts';
import { requirementIds, requirements, type RequirementId } from '../../tests/catalogue.ts';
import { isAccepted } from '../../reports/proof-record.ts';
import type { Found, Proof, ProvenFault, ProvenVariant } from '../../spec/run/proof.ts';
import type { Outcome, Verdict } from '../../spec/run/results.ts';
import type { Subject } from './subjects.ts';

/** What the examination of one subject found, as it comes from another process. */
export interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
  /** What exploration found first, where it was examined so, and after how many requests. */
  readonly explored?: { readonly requests: number; readonly found: string | null };
  /** Requirements that did not pass. */
  readonly unsettled: readonly {
    readonly id: RequirementId;
    readonly outcome: Outcome;
    readonly reason: string;
  }[];
}

/** Judges what was found of a planted fault. */
export function provenFault(fault: Fault, { verdict, unsettled }: Finding): ProvenFault {
  const failed = unsettled.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  const baseless = unsettled.filter(({ reason }) => reason.startsWith(BASELESS)).map(({ id }) => id);
  return {
    name: fault.name,
    breaks: fault.breaks,
    describe: fault.describe,
    verdict,
    failed,
    caught: failed.includes(fault.breaks),
    stray: [...failed.filter((id) => !isExpected(id, fault)), ...baseless],
  };
}

/** Judges what was found of a permitted way to be; `usual` is what the reference itself leaves unsettled. */
export function provenVariant(
  subject: Exclude<Subject, { kind: 'fault' }>,
  { verdict, unsettled }: Finding,
  usual: Finding,
): ProvenVariant {
  const known = new Set(usual.unsettled.map(({ id, outcome }) => `${id} ${outcome}`));
  const warned = subject.kind === 'variant' ? subject.variants.flatMap(({ warns = [] }) => warns) : [];
  for (const id of warned) if (requirements[id].evidence === 'inferred') known.add(`${id} failed`);
  return {
    name: subject.name,
    describe: describes(subject),
    verdict,
    complaints: unsettled
      .filter(({ id, outcome }) => outcome !== 'unobserved' && !known.has(`${id} ${outcome}`))
      .map(({ id, outcome, reason }) => ({ requirement: id, outcome, reason })),
  };
}

/** What a subject does otherwise than the reference. */
export function describes(subject: Exclude<Subject, { kind: 'fault' }>): string {
  if (subject.kind === 'repetition') return 'The reference once more, with the tests in another order.';
  return subject.variants.map(({ describe }) => describe).join(' ') || 'The reference as it is.';
}

/** Stated and shown requirements that no caught fault kills. */
export function unprovenBy(faults: readonly ProvenFault[]): readonly RequirementId[] {
  const killed = new Set(faults.flatMap(({ failed, caught, breaks }) => (caught ? [breaks, ...failed] : [])));
  return requirementIds.filter((id) => requirements[id].evidence !== 'inferred' && !killed.has(id));
}

/** Why a proof does not hold, a sentence each; empty when it does. */
export function defectsOf({
  faults,
  variants,
  unproven,
  repetitions = [],
}: Found & Partial<Pick<Proof, 'repetitions'>>): readonly string[] {
  return [
    ...unproven.map((id) => `No fault kills ${id}.`),
    ...faults
      .filter(({ caught }) => !caught)
      .map(
        ({ name, breaks, failed }) =>
          `The fault ${name} survives: ${breaks} did not fail${failed.length > 0 ? ` (but ${failed.join(', ')})` : ''}.`,
      ),
    ...faults
      .filter(({ stray }) => stray.length > 0)
      .map(
        ({ name, stray }) =>
          `The fault ${name} is also caught by ${stray.join(', ')}, which it does not name, or leaves that unjudged without a reason.`,
      ),
    ...[...variants, ...repetitions]
      .filter((variant) => !isAccepted(variant))
      .map(
        ({ name, verdict, complaints }) =>
          `${name} has to be conformant, and is ${verdict}: ${complaints.map(({ requirement, reason }) => `${requirement} (${reason})`).join('; ') || 'no complaint'}.`,
      ),
  ];
}

/** Whether a fault explains the failure: it names the requirement, or a group that holds it. */
function isExpected(id: RequirementId, fault: Fault): boolean {
  return [fault.breaks, ...(fault.also ?? [])].some((group) => isIn(id, group));
}
