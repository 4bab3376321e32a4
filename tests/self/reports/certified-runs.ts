import { generateKeyPairSync } from 'node:crypto';
import { readCertificates } from '../../../reports/certificate/attestation.ts';
import { examine, type Finding, type Materials } from '../../../reports/certificate/examine.ts';
import { statementFor, type Statement, type Subject } from '../../../reports/certificate/statement.ts';
import type { Results } from '../../../spec/run/results.ts';
import { catalogue, digest, one, runWith, strength, waivedBy, waiver } from './made-up.ts';

export const failed = { outcome: 'failed', reason: 'expected 200, received 500' } as const;

/** A whole run with one failure, which is waived. */
export const waived = waivedBy(runWith({ [one]: failed }), waiver(one));

/** The suite that the sample was certified by. */
export const suite = { digest: digest('1'), contract: digest('2'), strength, catalogue };

export const image: Subject = { name: 'registry.example.test/crm:1.4', digest: { sha256: 'c'.repeat(64) } };

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
  return 'problem' in read ? read.problem : read.flatMap((each) => examine(each, { suite, ...materials }));
}
