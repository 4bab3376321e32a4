import type { KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Strength } from '../../spec/run/proof.ts';
import type { Results } from '../../spec/run/results.ts';
import { oneLine, several } from '../../spec/run/plain.ts';
import { resultsIn } from '../results-schema.ts';
import { countsInWords } from '../labels.ts';
import { type Attestation, type Bundle, identityIn, isSignedBy, keyIdOf } from './attestation.ts';
import { differencesInWords } from './contradictions.ts';
import { type OwnSuite, strayFrom } from './own-suite.ts';
import { sha256, type Statement, statementFor, type Subject } from './statement.ts';

/** What one check of a statement came to: it holds, it does not, or nothing at hand can tell. */
export interface Finding {
  readonly standing: 'holds' | 'broken' | 'open';
  /** A sentence without its beginning, which is the standing: `who signed it: …` after `Not proven: `. */
  readonly says: string;
}

/** A CI job that is said to have signed, and whose word is taken for it. */
export interface Identity {
  /** As the certificate of the signature names it: the address of a workflow, for example. */
  readonly name: string;
  /** The address of who vouched for it: the CI's own service of identity tokens. */
  readonly issuer: string;
  /** Why a bundle is not signed by it: a part of a sentence; null where it is. */
  readonly problemWith: (bundle: Bundle) => string | null;
}

/** What a statement is held against. */
export interface Materials {
  readonly key?: { readonly file: string; readonly publicKey: KeyObject };
  readonly identity?: Identity;
  readonly results?: { readonly file: string; readonly bytes: Buffer };
  readonly suite: OwnSuite;
  readonly now: Date;
}

/** Checks one statement: its form, who signed it, what it says; and tells what no file can prove. */
export function examine(attestation: Attestation, materials: Materials): readonly Finding[] {
  return [
    form(attestation),
    ...signatures(attestation, materials),
    ...validity(attestation.statement, materials.now),
    ...content(attestation.statement, materials),
    ...limits(attestation.statement),
  ];
}

const holds = (says: string): Finding => ({ standing: 'holds', says });
const broken = (says: string): Finding => ({ standing: 'broken', says });
const open = (says: string): Finding => ({ standing: 'open', says });

function form({ exact, statement }: Attestation): Finding {
  if (!exact)
    return broken('its bytes are not those that the suite writes for what it says: it was changed since.');
  const { result, warnedTests, failedTests, amocrmConformance: said } = statement.predicate;
  const told = { FAILED: failedTests.length, WARNED: warnedTests.length + said.reservations.length };
  const follows = told.FAILED > 0 ? 'FAILED' : told.WARNED > 0 ? 'WARNED' : 'PASSED';
  const verdict = told.FAILED > 0 ? 'nonconformant' : 'conformant';
  return result === follows && said.verdict === verdict
    ? holds('it is an in-toto Statement v1 with a test result v0.1, in the very form that the suite writes.')
    : broken(`it contradicts itself: what it tells of its tests is ${follows} and ${verdict}.`);
}

function signatures(attestation: Attestation, { key, identity }: Materials): readonly Finding[] {
  const { envelope, bundle } = attestation;
  if (bundle !== undefined) {
    const told = identityIn(bundle);
    const named = told === null ? 'a certificate that can’t be read' : `${told.name} (${told.issuer})`;
    if (key !== undefined)
      return [
        broken(`it is signed without a key, by ${oneLine(named, 300)}, so ${key.file} confirms nothing.`),
      ];
    if (identity === undefined)
      return [open(`who signed it: no --identity was given. It names ${oneLine(named, 300)}.`)];
    const problem = identity.problemWith(bundle);
    return [
      problem === null
        ? holds(`${identity.name} signed it, every byte of it, as ${identity.issuer} vouches.`)
        : broken(`it is not signed by ${identity.name}: ${oneLine(problem, 300)}.`),
    ];
  }
  if (identity !== undefined)
    return [
      broken(`it holds no signature of a CI's identity, so nothing shows that ${identity.name} made it.`),
    ];
  if (envelope === undefined) {
    return key === undefined
      ? [open('who made it: it is not signed, so anyone can have written it.')]
      : [broken(`it is not signed, so the key ${key.file} has nothing to confirm.`)];
  }
  if (key === undefined) {
    const named = envelope.signatures.map(({ keyid }) => keyid).join(', ');
    return [open(`who signed it: no --key was given. It names the key ${named}.`)];
  }
  const own = envelope.signatures.filter((one) => isSignedBy(envelope, one, key.publicKey));
  const others = envelope.signatures.filter((one) => !own.includes(one));
  if (own.length === 0)
    return [broken(`none of its signatures is by the key ${key.file} over this content.`)];
  return [
    own.every(({ keyid }) => keyid === keyIdOf(key.publicKey))
      ? holds(`the key ${key.file} signed it, every byte of it.`)
      : broken(`the key ${key.file} signed it, but the signature names another key.`),
    ...others.map(({ keyid }) => open(`the signature that names the key ${keyid}: --key is another one.`)),
  ];
}

/** How far a clock of who made a statement may be ahead, milliseconds. */
export const AHEAD_MS = 300_000;

function validity({ predicate }: Statement, now: Date): readonly Finding[] {
  const { startedAt, issuedAt, validUntil } = predicate.amocrmConformance;
  if (issuedAt === undefined) return [];
  const [started, issued, until] = [startedAt, issuedAt, validUntil ?? issuedAt].map((at) => Date.parse(at));
  const isInOrder = Number(started) <= Number(issued) + AHEAD_MS && Number(issued) <= Number(until);
  if (!isInOrder)
    return [broken(`it was issued at ${issuedAt}, which does not lie between its run and its end.`)];
  if (Number(issued) > now.getTime() + AHEAD_MS)
    return [broken(`it was issued at ${issuedAt}, which is yet to come.`)];
  if (validUntil === undefined) return [];
  return [
    now.getTime() <= Number(until)
      ? holds(`it is valid until ${validUntil}, by who made it.`)
      : broken(`it was valid until ${validUntil}: it has to be renewed by another run.`),
  ];
}

function content(statement: Statement, materials: Materials): readonly Finding[] {
  const named = digestNamed(statement, 'results.json');
  if (materials.results === undefined) {
    return [open(`that a run came to this: no --results was given. It names one with SHA-256 ${named}.`)];
  }
  const { file, bytes } = materials.results;
  const digest = sha256(bytes);
  if (digest !== named) {
    return [broken(`${file} is not the one that it names: SHA-256 is ${digest}, not ${named}.`)];
  }
  const results = resultsIn(bytes);
  if ('problem' in results) {
    return [broken(`${file} is the one that it names, but ${oneLine(results.problem)}.`)];
  }
  return [
    holds(`${file} is the one that it names, byte for byte, and valid by its schema.`),
    ...derivation(statement, { file, bytes, results }),
    ...catalogue(results, materials),
  ];
}

/** The whole statement is made again from the results, and has to come out the same. */
function derivation(
  statement: Statement,
  { file, bytes, results }: { file: string; bytes: Buffer; results: Results },
): readonly Finding[] {
  const { url, amocrmConformance: said } = statement.predicate;
  const { issuedAt, validUntil } = said;
  const again = statementFor(results, {
    resultsBytes: bytes,
    ...imageOf(statement),
    ...(url !== undefined && { url }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(validUntil !== undefined && { validUntil }),
  });
  if ('refused' in again) {
    return [broken(`${file} gives no statement. ${oneLine(again.refused)}`)];
  }
  const [first, ...more] = differencesInWords(again, statement);
  if (first === undefined) {
    const { passedTests: passed, warnedTests: warned, failedTests: failed } = again.predicate;
    const totals = `${several(results.requirements.length, 'requirement')}: ${countsInWords(results.counts)}`;
    return [
      holds(`verdict and totals, derived again from ${file}: ${results.verdict}, ${totals}.`),
      holds(
        `all that it says follows from ${file}: ${passed.length} passed, ${warned.length} warned, ${failed.length} failed.`,
      ),
    ];
  }
  const rest = more.length === 0 ? '' : ` (and ${several(more.length, 'more difference')})`;
  return [broken(`it says something else than ${file}: ${first}${rest}.`)];
}

function catalogue(results: Results, { suite }: Materials): readonly Finding[] {
  const { digest, strength } = results.suite;
  const ofProfile = results.profile === 'full' ? '' : ` in the ${results.profile} profile`;
  if (digest !== suite.digest) {
    return [
      open(
        `that its requirements are those of the suite: they are of another version of it (${digest}) than this one.`,
      ),
    ];
  }
  const [first, ...more] = strayFrom(suite, results);
  if (first !== undefined) {
    return [
      broken(
        `its requirements are not those of the suite that it names: ${first}${more.length === 0 ? '' : ` (+${more.length} more)`}.`,
      ),
    ];
  }
  return [
    holds(`its requirements are those of this suite${ofProfile}, none left out, none weighed less.`),
    strengthTold(strength, suite),
  ];
}

function strengthTold(strength: Strength | undefined, suite: OwnSuite): Finding {
  if (strength === undefined) {
    return open('what the suite catches: when the statement was made, this was not proven of the suite.');
  }
  return isDeepStrictEqual(strength, suite.strength)
    ? holds('what it says the suite catches is what the recorded proof of this suite found.')
    : open('what the suite catches: this suite has another proof on record than the statement tells.');
}

/** What no file can prove. */
function limits(statement: Statement): readonly Finding[] {
  const { predicate } = statement;
  const { unsettled, notApplicable, target, startedAt } = predicate.amocrmConformance;
  const { subject: image } = imageOf(statement);
  return [
    ...(notApplicable.length === 0
      ? []
      : [
          open(
            `anything of ${several(notApplicable.length, 'requirement')} about features that the target declares missing.`,
          ),
        ]),
    ...(unsettled.length === 0
      ? []
      : [
          open(
            `anything of ${several(unsettled.length, 'inferred requirement')} that could not be settled: ${oneLine(unsettled.join(', '), 200)}.`,
          ),
        ]),
    ...(predicate.url === undefined
      ? []
      : [open(`that ${oneLine(predicate.url, 120)} shows this very run: who made the statement said so.`)]),
    ...(image === undefined
      ? []
      : [open(`that ${oneLine(image.name, 80)} is what answered: who made the statement said so.`)]),
    open('that the run took place as its results tell: that rests on who made the statement.'),
    open(
      `that "${oneLine(target.name, 80)}" is the system that you use, or answers as it did at ${oneLine(startedAt, 40)}: only a new run tells.`,
    ),
  ];
}

/** The subject where it is an image, which no results can confirm. */
function imageOf({ subject: [subject], predicate }: Statement): { readonly subject?: Subject } {
  return predicate.amocrmConformance.subject === 'image' && subject !== undefined ? { subject } : {};
}

function digestNamed({ predicate }: Statement, name: string): string | undefined {
  return predicate.configuration.find((one) => one.name === name)?.digest.sha256;
}
