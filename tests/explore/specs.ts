/** What steps are made of: plain JSON that names things by their place, so that it fits any account. */
import fc, { type Arbitrary } from 'fast-check';
import { Stream } from '../../generators/stream.ts';
import { allNameKinds, awkwardName, tagLine, type NameKind } from '../../generators/texts.ts';
import { addressValues, LARGEST, written, type Form } from '../../generators/values.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import type { CustomerAdd, CustomFieldInput, Numeric } from '../../spec/messages.ts';

/** A text by what is awkward about it. */
export interface Text {
  readonly sort: NameKind;
  readonly n: number;
}

/** A day by its place among those in use, and seconds from noon. */
export interface Moment {
  readonly slot: number;
  readonly seconds: number;
}

/** Fields of a customer; contacts and the like by their place among those of the account. */
export interface Fields {
  readonly next?: Moment;
  readonly price?: number;
  readonly periodicity?: number;
  readonly responsible?: number;
  readonly creator?: number;
  readonly tags?: number;
  readonly period?: number;
  readonly contacts?: readonly number[];
  readonly company?: number;
  readonly remark?: Text;
  readonly options?: readonly number[];
  readonly address?: number;
  readonly request?: number;
  /** Something that there is not in the account. */
  readonly unknown?: 'contact' | 'company' | 'period' | 'customField';
  readonly form: Form;
}

export interface CustomerSpec extends Fields {
  readonly name: Text;
  readonly created: Moment;
  readonly next: Moment;
  readonly updated?: Moment;
  readonly lacks?: 'name' | 'next_date';
}

export const SECONDS_PER_DAY = 86_400;
/** Days in use are so far apart that the end of a filter lies days away from both neighbours. */
export const DAYS_APART = 5;
const bases = { created: Date.UTC(1997, 0, 10, 12) / 1000, next: Date.UTC(2031, 0, 10, 12) / 1000 };

/** Unix seconds. */
export function secondsOf(what: keyof typeof bases, { slot, seconds }: Moment): number {
  return bases[what] + slot * DAYS_APART * SECONDS_PER_DAY + seconds;
}

export function textOf({ sort, n }: Text): string {
  return awkwardName(new Stream(n, `explore/${sort}`), sort);
}

const text: Arbitrary<Text> = fc.record({
  sort: fc.constantFrom<NameKind>('plain', ...allNameKinds.filter((sort) => sort !== 'plain')),
  n: fc.nat(9),
});

export const moment: Arbitrary<Moment> = fc.record({ slot: fc.nat(9), seconds: fc.nat(9999) });

const price = fc.oneof(fc.nat(99_999), fc.constantFrom(0, 1, LARGEST, 1_508_706_000));
const form = fc.constantFrom<Form>('numbers', 'strings');
const missing = fc.constantFrom('contact', 'company', 'period', 'customField');
const whose = fc.constantFrom('nobody', 'deleted');

/** A list that stays empty: any such one, whoever wrote it, and not a certain one as a constant would be. */
export const none: Arbitrary<never[]> = fc.array(fc.constant<never>(undefined as never), { maxLength: 0 });

/** Fields of which each may be left out. */
const fields = {
  price,
  periodicity: fc.nat(400),
  responsible: fc.nat(3),
  creator: fc.nat(3),
  tags: fc.nat(30),
  period: fc.nat(9),
  contacts: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
  company: fc.nat(3),
  remark: text,
  options: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
  address: fc.nat(9),
  request: fc.integer({ min: 1, max: LARGEST }),
};

/** Mostly what is right, and once in so many times what is not. */
function mostly<T>(right: Arbitrary<T>, wrong: Arbitrary<T>, times = 12): Arbitrary<T> {
  return fc.oneof({ weight: times - 1, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

const bare = { name: text, created: moment, next: moment, form };
const bareKeys = ['name', 'created', 'next', 'form'] as const;

/** What nothing is wrong with. */
export const soundCustomer: Arbitrary<CustomerSpec> = fc.oneof(
  { weight: 1, arbitrary: fc.record(bare) },
  {
    weight: 3,
    arbitrary: fc.record({ ...bare, ...fields, updated: moment }, { requiredKeys: [...bareKeys] }),
  },
);

export const customer: Arbitrary<CustomerSpec> = mostly<CustomerSpec>(
  soundCustomer,
  fc.oneof(
    fc.record({ ...bare, unknown: missing }),
    fc.record({ ...bare, lacks: fc.constantFrom('name', 'next_date') }),
  ),
);

export interface UpdateSpec extends Fields {
  /** Which of those that there are. */
  readonly of: number;
  readonly name?: Text;
  readonly created?: Moment;
  /** Whose id is sent in place of that of a living customer. */
  readonly whose?: 'nobody' | 'deleted';
  readonly lacks?: 'id' | 'updated_at';
  /** How its date lies to the stored one. */
  readonly date: 'later' | 'day later' | 'same' | 'earlier';
  readonly unlink?: {
    /** By their place among those attached; beyond them some other contact is named. */
    readonly contacts?: readonly number[];
    readonly company?: true;
  };
}

const unlink = fc.oneof(
  fc.record({ contacts: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }) }),
  fc.record({ company: fc.constant<true>(true) }),
  fc.record({
    contacts: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
    company: fc.constant<true>(true),
  }),
);

const named = { of: fc.nat(9), form };
const later = fc.constantFrom<UpdateSpec['date'][]>(
  'later',
  'later',
  'later',
  'day later',
  'day later',
  'same',
);
const onTime = { ...named, date: later };
const anyTime = {
  ...named,
  date: fc.constantFrom<UpdateSpec['date'][]>('later', 'day later', 'same', 'earlier'),
};
const changeable = { ...fields, name: text, next: moment };

export const soundUpdate: Arbitrary<UpdateSpec> = fc.record(
  { ...named, date: fc.constant<UpdateSpec['date']>('later'), ...changeable },
  { requiredKeys: ['of', 'form', 'date'] },
);

export const update: Arbitrary<UpdateSpec> = mostly<UpdateSpec>(
  fc.oneof(
    {
      weight: 15,
      arbitrary: fc.record({ ...onTime, ...changeable }, { requiredKeys: ['of', 'form', 'date'] }),
    },
    { weight: 10, arbitrary: fc.record({ ...onTime, unlink }) },
    {
      weight: 5,
      arbitrary: fc.record(
        { ...onTime, ...changeable, created: moment, unlink },
        { requiredKeys: ['of', 'form', 'date'] },
      ),
    },
    ...Object.entries({ ...changeable, created: moment }).map(([name, one]) => ({
      weight: 1,
      arbitrary: fc.record({ ...onTime, [name]: one as Arbitrary<never> }),
    })),
  ),
  fc.oneof(
    fc.record({ ...anyTime, whose, name: text }),
    fc.record({ ...anyTime, lacks: fc.constantFrom('id', 'updated_at'), name: text, price }),
    fc.record({ ...anyTime, unknown: missing }),
    fc.record({ ...named, date: fc.constant('earlier'), name: text, price }),
  ),
  8,
);

export interface PurchaseSpec {
  /** Which of the customers there are. */
  readonly of: number;
  readonly whose?: 'nobody' | 'deleted';
  readonly date?: number;
  readonly price?: number;
  readonly comment?: Text;
  readonly next?: Moment;
  readonly nextPrice?: number;
  readonly form: Form;
}

const plans = {
  date: fc.integer({ min: 700_000_000, max: 1_700_000_000 }),
  price,
  comment: text,
  next: moment,
  nextPrice: price,
};

/** A purchase that plans the next one: whom it leaves which plans is said. */
export const plannedPurchase: Arbitrary<PurchaseSpec> = fc.record(
  { ...named, ...plans },
  { requiredKeys: ['of', 'form', 'next', 'nextPrice'] },
);

export const purchase: Arbitrary<PurchaseSpec> = mostly<PurchaseSpec>(
  fc.record({ ...named, ...plans }, { requiredKeys: ['of', 'form'] }),
  fc.record({ ...named, ...plans, whose }, { requiredKeys: ['of', 'form', 'whose'] }),
);

export interface CommentSpec {
  /** Which of the transactions there are. */
  readonly of: number;
  readonly whose?: 'nobody' | 'deleted';
  readonly text: Text;
  readonly lacks?: 'transaction_id' | 'comment';
  readonly form: Form;
}

export const soundComment: Arbitrary<CommentSpec> = fc.record({ ...named, text });

export const comment: Arbitrary<CommentSpec> = mostly<CommentSpec>(
  soundComment,
  fc.oneof(
    fc.record({ ...named, text, whose }),
    fc.record({ ...named, text, lacks: fc.constantFrom('transaction_id', 'comment') }),
  ),
  5,
);

/** The fields in the words of the API. @param unknownId an id that nothing has */
export function fieldsOf(spec: Fields, fixtures: Fixtures, unknownId: number): Partial<CustomerAdd> {
  const { form: as } = spec;
  const number = (value: number): Numeric => written(value, as);
  const one = (list: readonly number[], place: number | undefined): number | undefined =>
    place === undefined || list.length === 0 ? undefined : list[place % list.length];
  const several = (list: readonly number[], places: readonly number[] = []): number[] => [
    ...new Set(places.flatMap((place) => one(list, place) ?? [])),
  ];
  const { users, contacts, companies, periods } = fixtures;
  const responsible = one(users, spec.responsible);
  const creator = one(users, spec.creator);
  const period = spec.unknown === 'period' ? unknownId : one(periods, spec.period);
  const company = spec.unknown === 'company' ? unknownId : one(companies, spec.company);
  const attached = [...several(contacts, spec.contacts), ...(spec.unknown === 'contact' ? [unknownId] : [])];
  const custom = customFields(spec, fixtures, unknownId);
  return {
    ...(spec.next && { next_date: number(secondsOf('next', spec.next)) }),
    ...(spec.price !== undefined && { next_price: number(spec.price) }),
    ...(spec.periodicity !== undefined && { periodicity: number(spec.periodicity) }),
    ...(responsible !== undefined && { responsible_user_id: number(responsible) }),
    ...(creator !== undefined && { created_by: number(creator) }),
    ...(spec.tags !== undefined && { tags: tagLine(new Stream(spec.tags, 'explore/tags')) }),
    ...(period !== undefined && { period_id: number(period) }),
    ...(attached.length > 0 && { contacts_id: attached.map(number) }),
    ...(company !== undefined && { company_id: number(company) }),
    ...(custom.length > 0 && { custom_fields: custom }),
    ...(spec.request !== undefined && { request_id: number(spec.request) }),
  };
}

function customFields(
  { remark, options, address, unknown, form: as }: Fields,
  { customFields: { text: textId, multiselect, address: addressId } }: Fixtures,
  unknownId: number,
): CustomFieldInput[] {
  const chosen = [
    ...new Set(
      (options ?? []).flatMap((place) => multiselect?.enums[place % multiselect.enums.length] ?? []),
    ),
  ];
  const fields: CustomFieldInput[] = [];
  if (remark && textId !== undefined)
    fields.push({ id: written(textId, as), values: [{ value: textOf(remark) }] });
  if (multiselect && chosen.length > 0) {
    const values = chosen.map((option) =>
      as === 'numbers' && /^[1-9]\d{0,14}$/.test(option) ? Number(option) : option,
    );
    fields.push({ id: written(multiselect.id, as), values });
  }
  if (address !== undefined && addressId !== undefined)
    fields.push({ id: written(addressId, as), values: addressOf(address) });
  if (unknown === 'customField') fields.push({ id: unknownId, values: [{ value: 'x' }] });
  return fields;
}

function addressOf(n: number): CustomFieldInput['values'] {
  const stream = new Stream(n, 'explore/address');
  const line = (what: string): string => `${what} ${stream.integer(1, 99)}`;
  return addressValues({
    address_line_1: line('Madison St,'),
    ...(n % 3 > 0 && { address_line_2: line('кв.') }),
    city: line('Washington'),
    ...(n % 2 === 0 && { state: line('DC') }),
    zip: `00${String(stream.integer(100, 999))}`,
    country: 'US',
  });
}
