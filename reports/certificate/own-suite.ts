import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Standing } from '../../spec/run/proof.ts';
import type { Results } from '../../spec/run/results.ts';
import { contractDigest, suiteDigest } from '../digest.ts';
import { standingOf } from '../proof-record.ts';
import type { Catalogue } from '../../engine/selection.ts';

/** The suite at hand, against which the claims of a certificate about its suite are held. */
export interface OwnSuite extends Standing {
  readonly digest: string;
  readonly contract: string;
  readonly catalogue: Catalogue;
}

/** This clone of the suite, with its catalogue. */
export function ownSuite(catalogue: Catalogue): OwnSuite {
  const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
  return {
    digest: suiteDigest(root),
    contract: contractDigest(root),
    ...standingOf(root),
    catalogue,
  };
}

/**
 * Where results that name this very suite say something else than it does: each a part of a sentence.
 * A requirement that is left out, reworded or weighed less is told here.
 */
export function strayFrom({ contract, catalogue }: OwnSuite, results: Results): readonly string[] {
  const told = new Map(results.requirements.map((one) => [one.id, one]));
  const missing = Object.keys(catalogue).filter((id) => !told.has(id));
  return [
    ...(results.suite.contract === undefined || results.suite.contract === contract
      ? []
      : ['it names another contract']),
    ...(results.profile === 'full' ? missing.map((id) => `it leaves out ${id}`) : []),
    ...results.requirements.flatMap(({ id, says, evidence, operation }) => {
      const entry = Object.hasOwn(catalogue, id) ? catalogue[id] : undefined;
      if (entry === undefined) return [`the suite has no requirement ${id}`];
      const same = entry.says === says && entry.evidence === evidence && entry.operation === operation;
      return same ? [] : [`the suite says something else of ${id}`];
    }),
  ];
}
