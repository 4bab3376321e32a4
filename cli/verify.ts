import { basename } from 'node:path';
import { readCertificates, type Attestation } from '../reports/certificate/attestation.ts';
import { examine, type Finding, type Materials } from '../reports/certificate/examine.ts';
import { ownSuite } from '../reports/certificate/own-suite.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import { contentOf } from './file-content.ts';
import { publicKeyIn } from './keys.ts';
import { bySets } from './requirement-set.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

export interface VerifyOptions {
  /** The certificate, `certificate.intoto.jsonl`; each of its lines is one. */
  readonly file: string;
  /** File with the public key of who is said to have signed (PEM). */
  readonly key?: string;
  /** The `results.json` that the certificate was made from. */
  readonly results?: string;
  /** Who made it need not be proven: it is enough that it follows from its results. */
  readonly unsigned?: boolean;
}

const beginnings = { holds: 'Proven', broken: 'Does not hold', open: 'Not proven' } as const satisfies Record<
  Finding['standing'],
  string
>;

/**
 * Checks a certificate and prints, line by line, what is proven and what is not.
 * @returns the exit status: 0 all that was checked holds, and a key proves who made it or the user waives that;
 *   1 otherwise
 * @throws UsageError for files that can't be read or are something else
 */
export function verify(options: VerifyOptions): number {
  const { file, key, results } = options;
  const attestations = attestationsIn(file);
  const materials: Materials = {
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
  const { says, proves } = conclusion(findings.flat(), options);
  console.log(says);
  return proves ? 0 : 1;
}

function attestationsIn(file: string): readonly Attestation[] {
  const read = readCertificates(contentOf(file));
  if (!('problem' in read)) return read;
  throw new UsageError(
    `${file} is no certificate of this suite, or no longer: ${read.problem}. Each line of it has to be one.`,
  );
}

/** What the certificate says of itself, before anything is said of its truth. */
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
  { key, results, unsigned = false }: VerifyOptions,
): { readonly says: string; readonly proves: boolean } {
  const broken = findings.filter(({ standing }) => standing === 'broken').length;
  if (broken > 0) {
    return { says: `${several(broken, 'check')} failed: do not rely on this certificate.`, proves: false };
  }
  if (key !== undefined) {
    return { says: 'All that could be checked holds. What is not proven stands above.', proves: true };
  }
  if (!unsigned) {
    return {
      says: 'Nothing is proven of who made it: anyone can have. Give --key, or --unsigned where that does not matter.',
      proves: false,
    };
  }
  return results === undefined
    ? { says: 'Only its form was checked. To check what it says, give --results.', proves: false }
    : { says: 'All that could be checked holds, but for who made it: anyone can have.', proves: true };
}
