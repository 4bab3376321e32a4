/** A target file's text, with comments for whoever keeps it. */
import { Document, visit } from 'yaml';
import { api } from '../api.ts';
import type { CredentialsEntry } from './credentials.ts';
import type { AccountEntries } from './found.ts';

/** What goes into a target file. */
export interface TargetEntries {
  readonly name: string;
  readonly baseUrl: string;
  readonly allowWrites?: string;
  readonly auth: { readonly administrator: CredentialsEntry; readonly member?: CredentialsEntry };
  readonly account: AccountEntries;
}

/** A key of the file. Without a value a sample stands there, commented out. */
interface Part {
  readonly key: string;
  readonly about: string;
  readonly value?: unknown;
  readonly sample?: unknown;
  /** In the place of a value: the keys below this one. */
  readonly parts?: readonly Part[];
}

/** The text of a target file that says what each part is for. */
export function targetYaml({ name, baseUrl, allowWrites, auth, account }: TargetEntries): string {
  const parts: readonly Part[] = [
    { key: 'name', about: 'What reports call the target.', value: name },
    { key: 'baseUrl', about: 'Where the API is: the part of its URLs before /api/v2.', value: baseUrl },
    {
      key: 'allowWrites',
      about:
        'Consent that the suite creates, changes and deletes things there: the host of baseUrl once more.\nWithout it a target on another machine gets the read-only profile.',
      value: allowWrites,
      sample: new URL(baseUrl).host,
    },
    {
      key: 'auth',
      about: 'Who sends. ${NAME} is taken from the environment, so that no secret stands in this file.',
      parts: authParts(auth),
    },
    {
      key: 'account',
      about: 'What exists in the account and may be referred to; each part may be missing.',
      parts: accountParts(account),
    },
    {
      key: 'features',
      about: 'What the target has; both are on by default, and what is off is not judged.',
      sample: Object.fromEntries(Object.keys(api.features).map((name) => [name, true])),
    },
    {
      key: 'pace',
      about: 'How fast the target may be asked, and how long an answer may take.',
      sample: { requestsPerSecond: 7, concurrency: 2, timeoutSeconds: 30 },
    },
    {
      key: 'tls',
      about: 'The certificate of a private authority to trust: a PEM file beside this one.',
      sample: { ca: 'authority.pem' },
    },
  ];
  return parts.map(textOf).join('\n');
}

function authParts({ administrator, member }: TargetEntries['auth']): readonly Part[] {
  return [
    { key: 'administrator', about: 'An administrator of the account.', value: administrator },
    {
      key: 'member',
      about: "A user without administrator's rights; without one, access rights can't be tested.",
      value: member,
      sample: { bearer: '${MEMBER_TOKEN}' },
    },
  ];
}

function accountParts({ id, timezone, ...found }: AccountEntries): readonly Part[] {
  const { lists, fields } = api.account;
  return [
    { key: 'id', about: 'Nothing is changed in any other account.', value: id, sample: 13667499 },
    { key: 'timezone', about: 'By its IANA name.', value: timezone, sample: 'Europe/Moscow' },
    ...lists.map(({ key, about, sample }) => ({ key, about, value: found.lists.get(key), sample })),
    {
      key: fields.key,
      about: `Fields of ${fields.of}.`,
      parts: fields.kinds.map(({ kind, about, sample }) => ({
        key: kind,
        about,
        value: found.fields.get(kind),
        sample,
      })),
    },
  ];
}

function textOf(part: Part): string {
  const { key, about, parts } = part;
  const present = isPresent(part);
  const words = commentedOut(`${about}${present ? '' : ' For example:'}\n`);
  const lines = parts
    ? `${key}:\n${indented(parts.map((inner) => (present ? textOf(inner) : sampleOf(inner))).join(''))}`
    : yamlText({ [key]: part.value ?? part.sample });
  return words + (present ? lines : commentedOut(lines));
}

function isPresent({ value, parts }: Part): boolean {
  return parts?.some(isPresent) ?? value !== undefined;
}

/** A sample inside of one that is commented out as a whole. */
function sampleOf({ key, sample, parts }: Part): string {
  return parts ? `${key}:\n${indented(parts.map(sampleOf).join(''))}` : yamlText({ [key]: sample });
}

/** YAML, its lists on one line each. */
export function yamlText(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq: (_key, list) => {
      list.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function commentedOut(text: string): string {
  return text.replace(/^(?=.)/gm, '# ');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
