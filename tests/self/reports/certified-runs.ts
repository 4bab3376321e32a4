import { generateKeyPairSync } from 'node:crypto';
import { readCertificates } from '../../../reports/certificate/attestation.ts';
import { examine, type Finding, type Materials } from '../../../reports/certificate/examine.ts';
import { ownSuite, type OwnSuite } from '../../../reports/certificate/own-suite.ts';
import { statementFor, type Statement, type Subject } from '../../../reports/certificate/statement.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { amocrm } from '../../../target/amocrm/api.ts';
import { catalogue as realCatalogue } from '../../catalogue.ts';
import { catalogue, digest, requirement, resultsOf, runWith, strength } from './made-up.ts';

export const stated = 'customers.add.single';
export const failed = { outcome: 'failed', reason: 'expected 200, received 500' } as const;

/** This very suite. */
export const thisSuite = ownSuite({ catalogue: realCatalogue, features: Object.keys(amocrm.features) });

/** A whole run of this very suite in which everything passed, but for a change to what it tells. */
export function ownRun(change: (all: readonly RequirementResult[]) => readonly RequirementResult[]): Results {
  const { catalogue: entries, features: _, ...own } = thisSuite;
  const requirements = change(
    Object.entries(entries).map(([id, { says, evidence, operation }]) =>
      requirement(id, 'passed', { says, source: [], evidence, operation, exchanges: [1] }),
    ),
  );
  const { length } = requirements;
  const suite = { name: 'amocrm-conformance', version: '0.1.0', ...own };
  return resultsOf(
    requirements,
    {
      suite,
      selection: { judged: length, of: length, filters: [] },
    },
    runWith(),
  );
}

/** The suite that the sample was certified by. */
export const suite: OwnSuite = {
  digest: digest('1'),
  contract: digest('2'),
  strength,
  catalogue,
  features: ['transactions', 'periods'],
};

export const image: Subject = {
  name: 'registry.example.test/crm:1.4',
  digest: { sha256: 'c'.repeat(64) },
};

export const keys = generateKeyPairSync('ed25519');
export const otherKeys = generateKeyPairSync('ed25519');

export function bytesOf(results: Results): Buffer {
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
  const read = readCertificates(file);
  return 'problem' in read ? read.problem : read.flatMap((one) => examine(one, { suite, ...materials }));
}

/** Whether a verifier would notice that something is wrong with a certificate's file. */
export function isNoticed(file: Buffer, materials: Partial<Materials>): boolean {
  const findings = findingsOf(file, materials);
  return typeof findings === 'string' || findings.some(({ standing }) => standing === 'broken');
}
