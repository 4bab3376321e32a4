import { pasted } from '../invocation.ts';
import { baseUrlProblem } from '../../target/target-resolution.ts';
import type { Role } from '../../target/target.ts';
import { UsageError } from '../usage-error.ts';
import {
  credentialKinds,
  credentialsFrom,
  isHeaderName,
  isVariableName,
  type CredentialKind,
  type CredentialsEntry,
} from './credentials.ts';
import type { Questions } from './questions.ts';

/** What was said on the command line. */
export interface Given {
  readonly name?: string;
  readonly baseUrl?: string;
  /** Credentials in the form of `credentialsFrom`. */
  readonly administrator?: string;
  readonly member?: string;
}

/** What has to be known before the target can be asked. */
export interface Answers {
  readonly name: string;
  readonly baseUrl: string;
  readonly auth: { readonly administrator: CredentialsEntry; readonly member?: CredentialsEntry };
}

/**
 * Puts together what the command line says and, where somebody can be asked, what it leaves out.
 * @param questions null when nobody can be asked: then a member is optional, and the host gives the name
 * @param known what the file that is replaced says already: nobody is asked for that again
 * @throws UsageError naming the options that are missing, or what is wrong with one
 */
export async function answersTo(
  given: Given,
  questions: Questions | null,
  known: Partial<Answers> = {},
): Promise<Answers> {
  if (questions === null) requireOptions(given, known);
  if (given.baseUrl !== undefined) requireBaseUrl(given.baseUrl);
  const sent = {
    administrator: fromOption(given.administrator, '--administrator'),
    member: fromOption(given.member, '--member'),
  };

  const baseUrl =
    given.baseUrl ??
    known.baseUrl ??
    (await questions?.text({ message: baseUrlQuestion, problem: urlProblem })) ??
    '';
  const initial = new URL(baseUrl).host;
  const name =
    given.name ??
    known.name ??
    (await questions?.text({ message: 'What do reports call it?', initial, problem: nameProblem })) ??
    initial;
  const administrator =
    sent.administrator ?? known.auth?.administrator ?? (await askedFor('administrator', questions));
  if (administrator === undefined) throw new UsageError(missing(['--administrator']));
  // A file without a member was meant to be so.
  const member =
    sent.member ?? (known.auth === undefined ? await askedFor('member', questions) : known.auth.member);
  return { name, baseUrl, auth: { administrator, ...(member && { member }) } };
}

const baseUrlQuestion = 'Where is the API (the part of its URLs before /api/v2)?';

function requireOptions({ baseUrl, administrator }: Given, known: Partial<Answers>): void {
  const absent = [
    ...(baseUrl === undefined && known.baseUrl === undefined ? ['--base-url'] : []),
    ...(administrator === undefined && known.auth === undefined ? ['--administrator'] : []),
  ];
  if (absent.length > 0) throw new UsageError(missing(absent));
}

function missing(options: readonly string[]): string {
  return `Nobody can be asked here, and ${options.join(' and ')} ${options.length === 1 ? 'is' : 'are'} missing. Give at least: ${pasted('init', '--base-url', 'https://staging.example.test', '--administrator', 'bearer:STAGING_TOKEN')}`;
}

function requireBaseUrl(baseUrl: string): void {
  const problem = baseUrlProblem(baseUrl);
  if (problem !== null) throw new UsageError(`--base-url: ${problem}`);
}

function urlProblem(text: string): string | null {
  return baseUrlProblem(text);
}

function nameProblem(text: string): string | null {
  return text === '' ? 'A name has at least one letter.' : null;
}

function fromOption(text: string | undefined, option: string): CredentialsEntry | undefined {
  return text === undefined ? undefined : credentialsFrom(text, option);
}

const labels: Readonly<Record<CredentialKind, string>> = {
  bearer: 'a bearer token',
  cookie: 'a session cookie',
  login: 'a login with user and hash',
  tokenCommand: 'a command that prints a bearer token',
  headers: 'a header of its own',
};

async function askedFor(role: Role, questions: Questions | null): Promise<CredentialsEntry | undefined> {
  if (questions === null) return undefined;
  const choices = credentialKinds.map((value) => ({ value, label: labels[value] }));
  const kind =
    role === 'administrator'
      ? await questions.choice({ message: 'How does an administrator of the account log in?', choices })
      : await questions.choice({
          message: "And a user without administrator's rights? Without one, access rights can't be tested.",
          choices: [...choices, { value: 'none', label: 'there is none' }],
        });
  return kind === 'none'
    ? undefined
    : credentialsFrom(`${kind}:${await detailsOf(kind, role, questions)}`, role);
}

/** What follows the kind in the form of the command line. */
async function detailsOf(kind: CredentialKind, role: Role, questions: Questions): Promise<string> {
  const variable = (what: string, suffix: string): Promise<string> =>
    questions.text({
      message: `Which environment variable holds ${what}? (its name, not the secret)`,
      initial: `${role.toUpperCase()}_${suffix}`,
      problem: variableProblem,
    });
  switch (kind) {
    case 'bearer':
      return variable('the token', 'TOKEN');
    case 'cookie':
      return variable("the Cookie header's value", 'COOKIE');
    case 'login':
      return `${await variable('the user', 'USER')}:${await variable('the hash', 'HASH')}`;
    case 'tokenCommand':
      return questions.text({ message: 'Which command line prints the token?', problem: commandProblem });
    case 'headers': {
      const header = await questions.text({ message: 'Which header?', problem: headerProblem });
      return `${header}:${await variable('its value', 'KEY')}`;
    }
  }
}

function variableProblem(text: string): string | null {
  return isVariableName(text)
    ? null
    : 'It has to be a name in capital letters, like STAGING_TOKEN. The secret itself stays in the environment.';
}

function commandProblem(text: string): string | null {
  return text === '' ? 'A command line has at least one word.' : null;
}

function headerProblem(text: string): string | null {
  return isHeaderName(text) ? null : 'It has to be the name of a header, like X-Api-Key.';
}
