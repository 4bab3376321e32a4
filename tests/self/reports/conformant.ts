import { generateKeyPairSync } from 'node:crypto';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { readCertificates } from '../../../reports/certificate/attestation.ts';
import { examine, type Finding, type Materials } from '../../../reports/certificate/examine.ts';
import { ownSuite, type OwnSuite } from '../../../reports/certificate/own-suite.ts';
import { statementFor, type Statement, type Subject } from '../../../reports/certificate/statement.ts';
import { totalsOf } from '../../../engine/totals.ts';
import { withWaivers, type WaiverEntry } from '../../../reports/waivers.ts';
import { catalogue as realCatalogue } from '../../catalogue.ts';
import { catalogue } from './sample-catalogue.ts';
import { results as sample } from './sample.ts';

export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

const strength = {
  faults: { caught: 9, planted: 9 },
  variants: { accepted: 4, tried: 4 },
  digest: digest('5'),
} as const;

/** Changes to the outcomes of a sample in which everything passed, by id. */
export type Changes = Readonly<Record<string, Partial<RequirementResult>>>;

/** A whole run over the sample's catalogue, in which everything passed but for some changes. */
export function runWith(changes: Changes = {}, over: Partial<Results> = {}): Results {
  const requirements = sample.requirements.map(({ id, says, source, evidence, operation }) => ({
    id,
    says,
    source,
    evidence,
    operation,
    outcome: 'passed' as const,
    durationMs: 1,
    ...changes[id],
  }));
  const { waivers: _, ...rest } = sample;
  return {
    ...rest,
    ...totalsOf(requirements, undefined),
    selection: { judged: requirements.length, of: requirements.length, filters: [] },
    suite: { ...rest.suite, digest: digest('1'), contract: digest('2'), strength },
    target: { ...rest.target, digest: digest('3') },
    leftBehind: [],
    requirements,
    ...over,
  };
}

/** A waiver of a requirement that holds on the day of the sample's run. */
export function waiverFor(requirement: string, over: Partial<WaiverEntry> = {}): WaiverEntry {
  return {
    requirement,
    kind: 'failure',
    reason: 'known, mended in May',
    owner: 'Anna',
    expires: '2027-01-31',
    ...over,
  };
}

/** What waivers make of a run. */
export function waivedBy(results: Results, ...waivers: WaiverEntry[]): Results {
  return withWaivers(results, waivers, { today: results.startedAt.slice(0, 10), digest: digest('4') });
}

/** A whole run of this very suite in which everything passed, but for a change to what it tells. */
export function ownRun(change: (all: readonly RequirementResult[]) => readonly RequirementResult[]): Results {
  const { catalogue, ...suite } = ownSuite(realCatalogue);
  const requirements = change(
    Object.entries(catalogue).map(([id, { says, evidence, operation }]) => ({
      id,
      says,
      source: [],
      evidence,
      operation,
      outcome: 'passed',
      durationMs: 1,
    })),
  );
  const { length } = requirements;
  return runWith(
    {},
    {
      ...totalsOf(requirements, undefined),
      suite: { name: 'amocrm-conformance', version: '0.1.0', ...suite },
      selection: { judged: length, of: length, filters: [] },
      requirements,
    },
  );
}

/** The suite that the sample was certified by. */
export const suite: OwnSuite = { digest: digest('1'), contract: digest('2'), strength, catalogue };

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
