/** Whether what the target file names exists in the account, and what it could name besides. */
import { wrongAccount } from '../../target/account-check.ts';
import {
  existingIds,
  someIds,
  type AccountField,
  type AccountFacts,
  type Neighbour,
} from '../../target/account-facts.ts';
import { entriesOf, needed, type FieldEntries } from '../init/found.ts';
import { note, trouble, unchecked, well, type Finding } from './finding.ts';
import type { Patient } from './patient.ts';

/** @param facts null where the target doesn't tell them */
export async function* fixtureFindings(
  patient: Patient,
  facts: AccountFacts | null,
): AsyncGenerator<Finding> {
  if (facts === null) {
    yield unchecked('account', 'It tells nothing of itself: /api/v2/account is not there, or not answered.');
  }
  yield await identityFinding(patient, facts?.id);
  yield* timezoneFindings(patient, facts?.timezone);
  yield usersFinding(patient, facts);
  yield await neighboursFinding(patient, 'contacts');
  yield await neighboursFinding(patient, 'companies');
  for (const kind of ['text', 'multiselect', 'address'] as const) yield fieldFinding(patient, kind, facts);
}

/** @param id the account's, where it tells it */
async function identityFinding({ client, target }: Patient, id: number | undefined): Promise<Finding> {
  const about = 'account id';
  const named = target.account.id;
  if (id === undefined) {
    if (named === undefined) return unchecked(about, 'Neither the target nor the target file tells it.');
    const wrong = await wrongAccount(client, target);
    return wrong === null ? well(about, `Its customers are of account ${named}.`) : trouble(about, wrong);
  }
  if (named === id) return well(about, `It is account ${id}, as it is meant to be.`);
  const add = { account: { id } };
  return named === undefined
    ? note(about, `It is account ${id}, and the target file names none.`, {
        advice: 'Named there, nothing is changed in any other account.',
        add,
      })
    : trouble(about, `It is account ${id}, and the target file names ${named}.`, {
        advice: 'Correct baseUrl and the credentials; or, if this is the account that is meant:',
        add,
      });
}

function* timezoneFindings({ target }: Patient, timezone: string | undefined): Generator<Finding> {
  const named = target.account.timezone;
  if (timezone === undefined || timezone === named) return;
  yield note('time zone', `It is ${timezone}, and the target file names ${named ?? 'none'}.`, {
    add: { account: { timezone } },
  });
}

function usersFinding({ target: { account } }: Patient, facts: AccountFacts | null): Finding {
  const { users } = facts ?? { users: [] };
  const usable = new Set(users.filter(({ active }) => active !== false).map(({ id }) => id));
  return idsFinding('users', {
    named: account.users,
    existing: users.length === 0 ? null : account.users.filter((id) => usable.has(id)),
    others: facts === null ? [] : (entriesOf(facts).users ?? []),
  });
}

async function neighboursFinding({ target, client }: Patient, kind: Neighbour): Promise<Finding> {
  const named = target.account[kind];
  const existing = named.length === 0 ? [] : await existingIds(client, kind, named);
  const enough = existing === null || existing.length >= needed[kind];
  const others = enough ? [] : ((await someIds(client, kind, needed[kind] * 2)) ?? []);
  return idsFinding(kind, { named, existing, others });
}

interface Ids {
  readonly named: readonly number[];
  /** Those among them that exist and can be used; null where the target doesn't tell. */
  readonly existing: readonly number[] | null;
  /** What the account has, for the target file to name. */
  readonly others: readonly number[];
}

const nouns = { users: 'user', contacts: 'contact', companies: 'company' } as const;

function idsFinding(kind: keyof typeof nouns, { named, existing, others }: Ids): Finding {
  const wanted = needed[kind];
  const missing = existing === null ? [] : named.filter((id) => !existing.includes(id));
  const kept = existing ?? named;
  if (missing.length === 0 && kept.length >= wanted) {
    return existing === null
      ? unchecked(kind, `Whether ${listOf(named)} exist, the target doesn't tell.`)
      : well(kind, `${listOf(named)} exist${kind === 'users' ? ', and are active' : ''}.`);
  }
  const says =
    missing.length > 0
      ? `${listOf(missing)} ${missing.length === 1 ? "doesn't" : "don't"} exist there${kind === 'users' ? ', or not as active users' : ''}.`
      : `The target file names ${String(named.length)} of the ${String(wanted)} that a whole run takes.`;
  const whole = [...new Set([...kept, ...others])].slice(0, Math.max(wanted, kept.length));
  const short = wanted - whole.length;
  return trouble(kind, says, {
    ...(short > 0 && { advice: shortage(kind, short) }),
    add: { account: { [kind]: [...whole, ...Array.from({ length: Math.max(short, 0) }, () => 'ID')] } },
  });
}

function shortage(kind: keyof typeof nouns, short: number): string {
  const what = short === 1 ? `one more ${nouns[kind]}` : `${String(short)} more ${kind}`;
  return `Find ${what} in the account, or create them, and put the id in the place of ID.`;
}

function listOf(ids: readonly number[]): string {
  const shown = ids.slice(0, 8).join(', ');
  return ids.length > 8 ? `${shown} and ${String(ids.length - 8)} more` : shown;
}

const fieldNames = { text: 'text field', multiselect: 'multi-select', address: 'address field' } as const;

function fieldFinding({ target }: Patient, kind: keyof FieldEntries, facts: AccountFacts | null): Finding {
  const { text, multiselect, address } = target.account.customFields;
  const named = { text, multiselect: multiselect?.id, address }[kind];
  const about = fieldNames[kind];
  const fields = facts?.customFields ?? null;
  const remedy = remedyFor(kind, facts);
  if (named === undefined) return trouble(about, 'The target file names none.', remedy);
  const enums = kind === 'multiselect' ? (multiselect?.enums ?? []) : [];
  if (kind === 'multiselect' && enums.length < needed.enums) {
    return trouble(
      about,
      `The target file names ${String(enums.length)} of its options; it takes 3.`,
      remedy,
    );
  }
  if (fields === null) return unchecked(about, `Whether ${String(named)} is one, the target doesn't tell.`);
  const wrong = wrongWith(
    fields.find(({ id }) => id === named),
    kind,
    enums,
  );
  return wrong === null
    ? well(about, `${String(named)} is one.`)
    : trouble(about, `${String(named)} ${wrong}.`, remedy);
}

function wrongWith(
  field: AccountField | undefined,
  kind: keyof FieldEntries,
  enums: readonly string[],
): string | null {
  if (!field) return 'is no custom field of customers there';
  if (field.kind !== kind) {
    const what = field.kind === 'other' ? 'a field of another type' : articleBefore(fieldNames[field.kind]);
    return `is ${what}`;
  }
  const unknown = enums.filter((one) => !field.enums.includes(one));
  return unknown.length === 0 ? null : `has no option ${unknown.slice(0, 8).join(', ')}`;
}

/** The field of the account that could be named, or a place for it. */
function remedyFor(kind: keyof FieldEntries, facts: AccountFacts | null): Pick<Finding, 'advice' | 'add'> {
  const found = facts === null ? undefined : entriesOf(facts).customFields?.[kind];
  if (found !== undefined) return { add: { account: { customFields: { [kind]: found } } } };
  const options = kind === 'multiselect' ? ' with three options' : '';
  const blank = kind === 'multiselect' ? { id: 'ID', enums: ['ID', 'ID', 'ID'] } : 'ID';
  return {
    advice: `Find ${articleBefore(fieldNames[kind])} of customers${options} in the account, or create one, and put its id in the place of ID.`,
    add: { account: { customFields: { [kind]: blank } } },
  };
}

function articleBefore(noun: string): string {
  return `${noun.startsWith('a') ? 'an' : 'a'} ${noun}`;
}
