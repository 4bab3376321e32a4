import type { Exchange } from '../spec/run/exchange.ts';
import type { ProvenFault } from '../spec/run/proof.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { decisiveOf, type Decisive } from './decisive.ts';
import { exchangesById } from './exchanges.ts';
import { headlineOf } from './headline.ts';
import { grouped } from './labels.ts';
import { type Group, groupsOf } from './same-defect.ts';
import { type Symptom, symptomOf } from './symptom.ts';
import { alikeLines, type Lines, linesOf } from './three-lines.ts';

/** One thing that is likely wrong with a target, and everything that fails because of it. */
export interface Defect {
  /** `defect-` and the id of its first requirement. */
  readonly id: string;
  /** One line that names operation, field or parameter, and kind of difference; backticks mark names. */
  readonly headline: string;
  /** The failure that shows it best: of the firmest evidence, and of a message before a behaviour. */
  readonly lead: RequirementResult;
  /** Whether it decides the verdict: one of its requirements at least is stated or shown. */
  readonly decides: boolean;
  /** In the order of the catalogue. */
  readonly requirements: readonly RequirementResult[];
  /** Requirements that could not be tried because one of these failed. */
  readonly blocked: readonly RequirementResult[];
  /** The exchanges that show it, ascending. */
  readonly exchanges: readonly number[];
  /** The request that decided the lead, and the answer that shows it; null where none was sent. */
  readonly decisive: Decisive | null;
  /** The lead in three lines; null where no exchange is at hand. */
  readonly lines: Lines | null;
  /** Whether several operations answer one and the same whatever they are asked. */
  readonly isAlike: boolean;
  /** Planted faults that are known to fail exactly these requirements; empty where none or too many are. */
  readonly looksLike: readonly KnownFault[];
}

/** A row of the kill matrix. */
export type KnownFault = Pick<ProvenFault, 'name' | 'breaks' | 'describe' | 'failed'>;

/** One failure, and what it is grouped by. */
export interface Failure {
  readonly result: RequirementResult;
  readonly symptom: Symptom;
}

/**
 * Puts failures together that are likely one defect: those that decide the verdict first, the wider before the
 * narrower. They are, when
 * - the contract finds the same wrong in the same part of several answers, or the same wrong type in several parts,
 * - they are about the same field or parameter of one action, and differ in the same way,
 * - they complain of the same answer, or in the same words,
 * - they rest on an answer in whose very field the contract finds something wrong,
 * - a fault is known that fails them together.
 * @param exchanges all of the run: results list only the first that bear on them
 * @param known rows of the kill matrix
 */
export function defectsOf(
  requirements: readonly RequirementResult[],
  exchanges: readonly Exchange[] = [],
  known: readonly KnownFault[] = [],
): readonly Defect[] {
  const failures = requirements
    .filter(({ outcome }) => outcome === 'failed')
    .map((result) => ({ result, symptom: symptomOf(result) }));
  const byId = exchangesById(exchanges);
  const shown = shownBy(exchanges);
  return groupsOf(failures, requirements, byId, known)
    .map((group): Defect => {
      const decisive = decisiveOf(group.lead, byId);
      const lines = linesOf(group.lead, decisive, byId);
      const isAlike = group.sameAnswer !== null;
      const members = group.failures.map(({ result }) => result);
      return {
        id: `defect-${members[0]?.id ?? ''}`,
        headline: headlineOf(asInLines(group, lines), lines?.request),
        lead: group.lead.result,
        decides: members.some(({ evidence }) => evidence !== 'inferred'),
        requirements: members,
        blocked: blockedBy(members, requirements),
        exchanges: [...new Set(members.flatMap((one) => shown.get(one.id) ?? one.exchanges ?? []))].sort(
          (a, b) => a - b,
        ),
        isAlike,
        decisive: isAlike && decisive ? { request: decisive.request, answer: decisive.answer } : decisive,
        lines: isAlike && lines ? alikeLines(lines) : lines,
        looksLike: knownAs(members, requirements, known),
      };
    })
    .sort((a, b) => Number(b.decides) - Number(a.decides) || weight(b) - weight(a));
}

/** With both sides from the messages themselves, where the words of the failure make no difference between them. */
function asInLines(group: Group, lines: Lines | null): Group {
  const { lead } = group;
  const { expected, received } = lead.symptom;
  if (lines?.expected === undefined || lines.expected === null || expected !== received) return group;
  return {
    ...group,
    lead: { ...lead, symptom: { ...lead.symptom, expected: lines.expected, received: lines.came } },
  };
}

function weight({ requirements, blocked }: Defect): number {
  return requirements.length + blocked.length;
}

/** The exchanges that violate a requirement, by its id: results list only the first of them. */
function shownBy(exchanges: readonly Exchange[]): ReadonlyMap<string, readonly number[]> {
  const charges = exchanges.flatMap(({ id, violations }) =>
    violations.map(({ requirement }) => ({ requirement, id })),
  );
  return new Map(
    [...grouped(charges, ({ requirement }) => requirement)].map(([requirement, all]) => [
      requirement,
      all.map(({ id }) => id),
    ]),
  );
}

function blockedBy(
  members: readonly RequirementResult[],
  all: readonly RequirementResult[],
): readonly RequirementResult[] {
  const ids = new Set(members.map(({ id }) => id));
  return all.filter(
    ({ outcome, reason = '' }) => outcome === 'dependency' && ids.has(/^[\w.]+/.exec(reason)?.[0] ?? ''),
  );
}

/** More of them say nothing. */
const mostKnown = 3;

/** Planted faults that fail just these requirements, of those that were in the run. */
function knownAs(
  members: readonly RequirementResult[],
  all: readonly RequirementResult[],
  known: readonly KnownFault[],
): readonly KnownFault[] {
  const ids = new Set(members.map(({ id }) => id));
  const tried = new Set(all.flatMap(({ id, outcome }) => (outcome === 'untestable' ? [] : [id])));
  const same = known.filter(({ failed }) => {
    const seen = failed.filter((id) => tried.has(id));
    return seen.length === ids.size && seen.every((id) => ids.has(id));
  });
  return same.length > mostKnown ? [] : same;
}
