import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readStatements, type Attestation } from '../reports/certificate/attestation.ts';
import { examine, type Finding, type Identity, type Materials } from '../reports/certificate/examine.ts';
import { examinePage } from '../reports/certificate/certificate-page.tsx';
import { ownSuite } from '../reports/certificate/own-suite.ts';
import { filesFor } from '../reports/certificate/statement.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import { contentOf } from './file-content.ts';
import type { IdentityOptions } from './keyless/trust.ts';
import { publicKeyIn } from './keys.ts';
import { bySets } from './requirement-set.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

export interface VerifyOptions extends IdentityOptions {
  /** The certificate or statement, each of its lines is one: `certificate.intoto.jsonl`, `statement.sigstore.json`. */
  readonly file: string;
  /** File with the public key of who is said to have signed (PEM). */
  readonly key?: string;
  /** The `results.json` that it was made from. */
  readonly results?: string;
  /** Who made it need not be proven: it is enough that it follows from its results. */
  readonly unsigned?: boolean;
}

const beginnings = { holds: 'Proven', broken: 'Does not hold', open: 'Not proven' } as const satisfies Record<
  Finding['standing'],
  string
>;

/**
 * Checks a certificate, or a statement that is none, and prints, line by line, what is proven and what is not. The
 * page beside it is checked, too.
 * @returns the exit status: 0 all that was checked holds, and it is proven who made it or the user waives that, whatever
 *   it says of the run; 1 otherwise
 * @throws UsageError for files that can't be read or are something else
 */
export async function verify(options: VerifyOptions): Promise<number> {
  const { file, key, results } = options;
  const bytes = contentOf(file);
  const attestations = attestationsIn(file, bytes);
  const identity = await identityNamed(options);
  const materials: Materials = {
    ...(identity !== null && { identity }),
    now: new Date(),
    ...(key !== undefined && { key: { file: basename(key), publicKey: publicKeyIn(key) } }),
    ...(results !== undefined && { results: { file: basename(results), bytes: contentOf(results) } }),
    suite: ownSuite({ ...bySets, features: Object.keys(suite.api.features) }),
  };
  const findings = attestations.map((attestation, index) => {
    const place = attestations.length === 1 ? basename(file) : `${basename(file)}, line ${index + 1}`;
    const found = examine(attestation, materials);
    console.log([...claims(place, attestation), ...found.map(inWords), ''].join('\n'));
    return found;
  });
  const ofPage = pageFindings(file, bytes, attestations);
  for (const finding of ofPage) console.log(`${inWords(finding)}\n`);
  const { says, proves } = conclusion([...findings.flat(), ...ofPage], options);
  console.log([says, ...attestations.flatMap(noCertificate)].join('\n'));
  return proves ? 0 : 1;
}

/** What is trusted is loaded only where it is asked for. */
export async function identityNamed(options: IdentityOptions): Promise<Identity | null> {
  const { identity, issuer, trustedRoot } = options;
  if ((identity ?? issuer ?? trustedRoot) === undefined) return null;
  const { identityOf } = await import('./keyless/trust.ts');
  return identityOf(options);
}

function attestationsIn(file: string, bytes: Buffer): readonly Attestation[] {
  const read = readStatements(bytes);
  if (!('problem' in read)) return read;
  throw new UsageError(
    `${file} is no certificate or statement of this suite, or no longer: ${read.problem}. Each line of it has to be one.`,
  );
}

/** Holds the page beside a statement against it. */
function pageFindings(
  file: string,
  bytes: Buffer,
  [only, ...more]: readonly Attestation[],
): readonly Finding[] {
  if (only === undefined || more.length > 0) return [];
  const name = filesFor(only.statement.predicate.result).page;
  const page = join(dirname(file), name);
  return existsSync(page) ? [examinePage({ name, page: contentOf(page), bytes })] : [];
}

function noCertificate({ statement: { predicate } }: Attestation): readonly string[] {
  const { result, failedTests, amocrmConformance } = predicate;
  if (result === 'PASSED') return [];
  return result === 'FAILED'
    ? [`It is no certificate: it says that the run FAILED, by ${several(failedTests.length, 'requirement')}.`]
    : [
        `It is no certificate: it says that the run passed with reservations only (${amocrmConformance.reservations.length > 0 ? oneLine(amocrmConformance.reservations.join(' '), 400) : 'WARNED'}).`,
      ];
}

/** What it says of itself, before anything is said of its truth. */
function claims(place: string, { statement }: Attestation): readonly string[] {
  const { result, amocrmConformance: said } = statement.predicate;
  const subjects = statement.subject.map(
    ({ name, digest }) => `${oneLine(name, 80)}@sha256:${digest.sha256}`,
  );
  return [
    `${oneLine(place, 80)} says: ${result}, "${oneLine(said.target.name, 80)}" (${oneLine(said.target.baseUrl, 120)}) is ${said.verdict}.`,
    `  Subject ${subjects.join(', ')}; profile ${said.profile}, seed ${said.seed}, run at ${oneLine(said.startedAt, 40)}.`,
    ...said.reservations.map((reservation) => `  With reservation: ${oneLine(reservation)}`),
    ...said.waived.map(
      ({ requirement, reason, owner, expires }) =>
        `    ${oneLine(requirement, 80)}, until ${oneLine(expires, 20)}: ${oneLine(reason, 200)} (${oneLine(owner, 80)})`,
    ),
  ];
}

function inWords({ standing, says }: Finding): string {
  // Files may tell anything: what steers a terminal is left out.
  return `  ${beginnings[standing]}: ${oneLine(says, 800)}`;
}

function conclusion(
  findings: readonly Finding[],
  { key, identity, results, unsigned = false }: VerifyOptions,
): { readonly says: string; readonly proves: boolean } {
  const broken = findings.filter(({ standing }) => standing === 'broken').length;
  if (broken > 0) {
    return { says: `${several(broken, 'check')} failed: do not rely on it.`, proves: false };
  }
  if (key !== undefined || identity !== undefined) {
    return { says: 'All that could be checked holds. What is not proven stands above.', proves: true };
  }
  if (!unsigned) {
    return {
      says: 'Nothing is proven of who made it: anyone can have. Give --key or --identity, or --unsigned where that does not matter.',
      proves: false,
    };
  }
  return results === undefined
    ? { says: 'Only its form was checked. To check what it says, give --results.', proves: false }
    : { says: 'All that could be checked holds, but for who made it: anyone can have.', proves: true };
}
