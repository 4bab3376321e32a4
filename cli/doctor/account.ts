/** What the account has of features, and of what the target file names; and what it could name besides. */
import type { AccountFacts, AccountField, Feature, FieldFixture, ListFixture } from '../../target/api.ts';
import { wrongAccount } from '../../target/entry.ts';
import { note, trouble, unchecked, well, type Finding } from '../../target/finding.ts';
import { api } from '../api.ts';
import { fieldIn } from '../init/found.ts';
import type { Patient } from './api.ts';

const { lists, fields } = api.account;

export async function* featureFindings(patient: Patient): AsyncGenerator<Finding> {
  for (const [name, feature] of Object.entries(api.features))
    yield await featureFinding(patient, name, feature);
}

async function featureFinding(
  { target, client }: Patient,
  name: string,
  { path, finding }: Feature,
): Promise<Finding> {
  if (target.features[name] === false) {
    return unchecked(name, 'The target file says that there are none: what is about them is not judged.');
  }
  const purpose = `look for ${name}`;
  const exchange = await client.send({ as: 'administrator', method: 'GET', path, purpose });
  if (exchange.transportFailure) return trouble(name, exchange.transportFailure.says);
  const status = exchange.response?.status ?? 0;
  if (status === 200 || status === 204) return finding(exchange);
  return trouble(name, `They can't be listed: ${path} answered ${String(status)}.`, {
    advice: 'Switch them on in the account. If the target is not meant to have them, say so.',
    add: { features: { [name]: false } },
  });
}

/** @param facts null where the target doesn't tell them */
export async function* fixtureFindings(
  patient: Patient,
  facts: AccountFacts | null,
): AsyncGenerator<Finding> {
  if (facts === null) {
    const { path } = api.account;
    yield unchecked('account', `It tells nothing of itself: ${path} is not there, or not answered.`);
  }
  yield await identityFinding(patient, facts?.id);
  yield* timezoneFindings(patient, facts?.timezone);
  for (const list of lists) yield await listFinding(patient, list, facts);
  for (const field of fields.kinds) yield fieldFinding(patient, field, facts);
}

/** @param id the account's, where it tells it */
async function identityFinding({ client, target }: Patient, id: number | undefined): Promise<Finding> {
  const about = 'account id';
  const named = target.account.id;
  if (id === undefined) {
    if (named === undefined) return unchecked(about, 'Neither the target nor the target file tells it.');
    const wrong = await wrongAccount(client, api.account, target);
    const { many } = api.entrance;
    return wrong === null ? well(about, `Its ${many} are of account ${named}.`) : trouble(about, wrong);
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

async function listFinding(
  { target, client }: Patient,
  list: ListFixture,
  facts: AccountFacts | null,
): Promise<Finding> {
  const { key, needed, usable } = list;
  const named = list.named(target);
  /** Those that exist and can be used; null where the target doesn't tell. */
  const existing = named.length === 0 ? [] : await list.existing(client, named, facts);
  const missing = existing === null ? [] : named.filter((id) => !existing.includes(id));
  const kept = existing ?? named;
  if (missing.length === 0 && kept.length >= needed) {
    return existing === null
      ? unchecked(key, `Whether ${listOf(named)} exist, the target doesn't tell.`)
      : well(key, `${listOf(named)} exist${usable === undefined ? '' : `, and are ${usable}`}.`);
  }
  const says =
    missing.length > 0
      ? `${listOf(missing)} ${missing.length === 1 ? "doesn't" : "don't"} exist there${usable === undefined ? '' : `, or not as ${usable} ${key}`}.`
      : `The target file names ${String(named.length)} of the ${String(needed)} that a whole run takes.`;
  const enough = existing === null || existing.length >= needed;
  const others = enough ? [] : ((await list.some(client, needed * 2, facts)) ?? []);
  const whole = [...new Set([...kept, ...others])].slice(0, Math.max(needed, kept.length));
  const short = needed - whole.length;
  return trouble(key, says, {
    ...(short > 0 && { advice: shortage(list, short) }),
    add: { account: { [key]: [...whole, ...Array.from({ length: Math.max(short, 0) }, () => 'ID')] } },
  });
}

function shortage({ one, key }: ListFixture, short: number): string {
  const what = short === 1 ? `one more ${one}` : `${String(short)} more ${key}`;
  return `Find ${what} in the account, or create them, and put the id in the place of ID.`;
}

function listOf(ids: readonly number[]): string {
  const shown = ids.slice(0, 8).join(', ');
  return ids.length > 8 ? `${shown} and ${String(ids.length - 8)} more` : shown;
}

function fieldFinding({ target }: Patient, fixture: FieldFixture, facts: AccountFacts | null): Finding {
  const { kind, noun: about, options } = fixture;
  const named = fields.named(target, kind);
  const remedy = remedyFor(fixture, facts);
  if (named === undefined) return trouble(about, 'The target file names none.', remedy);
  const { id, enums } = named;
  if (options && enums.length < options.needed) {
    const says = `The target file names ${String(enums.length)} of its options; it takes ${String(options.needed)}.`;
    return trouble(about, says, remedy);
  }
  const existing = facts?.fields ?? null;
  if (existing === null) return unchecked(about, `Whether ${String(id)} is one, the target doesn't tell.`);
  const field = existing.find((one) => one.id === id);
  const wrong = wrongWith(field, kind, enums);
  return wrong === null
    ? well(about, `${String(id)} is one.`)
    : trouble(about, `${String(id)} ${wrong}.`, remedy);
}

function wrongWith(field: AccountField | undefined, kind: string, enums: readonly string[]): string | null {
  if (!field) return `is no ${fields.one} of ${fields.of} there`;
  if (field.kind !== kind) {
    return `is ${fields.kinds.find((one) => one.kind === field.kind)?.aNoun ?? 'a field of another type'}`;
  }
  const unknown = enums.filter((one) => !field.enums.includes(one));
  return unknown.length === 0 ? null : `has no option ${unknown.slice(0, 8).join(', ')}`;
}

/** The field of the account that could be named, or a place for it. */
function remedyFor(fixture: FieldFixture, facts: AccountFacts | null): Pick<Finding, 'advice' | 'add'> {
  const { kind, aNoun, options } = fixture;
  const place = (value: unknown) => ({ account: { [fields.key]: { [kind]: value } } });
  const found = facts === null ? undefined : fieldIn(facts, fixture);
  if (found !== undefined) return { add: place(found) };
  const many = options ? ` with ${options.words} options` : '';
  const blank = options ? { id: 'ID', enums: Array.from({ length: options.needed }, () => 'ID') } : 'ID';
  return {
    advice: `Find ${aNoun} of ${fields.of}${many} in the account, or create one, and put its id in the place of ID.`,
    add: place(blank),
  };
}
