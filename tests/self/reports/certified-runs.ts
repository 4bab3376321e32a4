import { generateKeyPairSync } from 'node:crypto';
import { readStatements } from '../../../reports/certificate/attestation.ts';
import { examine, type Finding, type Materials } from '../../../reports/certificate/examine.ts';
import { bySets } from '../../../cli/requirement-set.ts';
import { ownSuite, type OwnSuite } from '../../../reports/certificate/own-suite.ts';
import { statementFor, type Statement, type Subject } from '../../../reports/certificate/statement.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { amocrm } from '../../../target/amocrm/api.ts';
import { catalogue as realCatalogue } from '../../catalogue.ts';
import {
  allPassed,
  catalogue,
  digest,
  one,
  results as sample,
  runWith,
  strength,
  waivedBy,
  waiver,
  wholeRun,
} from './made-up.ts';

export const failed = { outcome: 'failed', reason: 'expected 200, received 500' } as const;

/** A whole run with one failure, which is waived. */
export const waived = waivedBy(runWith({ [one]: failed }), waiver(one));

/** The suite that the sample was certified by. */
export const suite: OwnSuite = {
  digest: digest('1'),
  contract: digest('2'),
  strength,
  catalogue,
  bySet: () => null,
  features: ['transactions', 'periods'],
};

/** This very suite. */
export const thisSuite = ownSuite({ ...bySets, features: Object.keys(amocrm.features) });
export const allOfThisSuite = allPassed(realCatalogue);

/** A whole run of this very suite that judged these requirements; by default everything passed. */
export function ownRun(
  requirements: readonly RequirementResult[] = allOfThisSuite,
  over: Partial<Results> = {},
): Results {
  const { catalogue: _, bySet: __, features: ___, ...own } = thisSuite;
  return wholeRun(requirements, { suite: { ...sample.suite, ...own }, ...over }, runWith());
}

export const image: Subject = { name: 'registry.example.test/crm:1.4', digest: { sha256: 'c'.repeat(64) } };

export const keys = generateKeyPairSync('ed25519');
export const otherKeys = generateKeyPairSync('ed25519');

/** Results in the very form that the suite writes. */
export function bytesOf(results: object): Buffer {
  return Buffer.from(`${JSON.stringify(results, null, 2)}\n`);
}

/** The statement of a run that has one. */
export function certified(results: Results, subject?: Subject): Statement {
  const statement = statementFor(results, { resultsBytes: bytesOf(results), ...(subject && { subject }) });
  if ('refused' in statement) throw new Error(statement.refused);
  return statement;
}

/** What a certificate's file comes to: why it can't be read, or the findings about all of its lines. */
export function findingsOf(file: Buffer, materials: Partial<Materials> = {}): string | readonly Finding[] {
  const read = readStatements(file);
  return 'problem' in read
    ? read.problem
    : read.flatMap((each) => examine(each, { suite, now: new Date(), ...materials }));
}
