/** Fields of a customer, and what is sent for each to be stored as sent: a further value is a further entry. */
import type { NameKind } from '../../generators/texts.ts';
import { addressValues } from '../../generators/values.ts';
import type { CustomFieldInput, Numeric } from '../../spec/messages.ts';
import {
  addressField,
  companies,
  contacts,
  multiselect,
  periods,
  taking,
  textField,
  users,
} from '../support/account.ts';
import type { Setting } from '../support/scenario.ts';
import { made, type Made } from './shared-batch.ts';
import type { Table } from './field-rows.ts';
import { reservedDays } from './reserved-days.ts';
import { address, manyTags, remark } from './samples.ts';

function named(kind: NameKind, label: string = kind) {
  return ({ payloads }: Setting) => payloads.name(label, kind);
}

const namesOf = (...kinds: readonly NameKind[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, named(kind)]));

const created = (day: number, seconds: number) => (setting: Setting) =>
  setting.calendar.created(day).noon + seconds;
const next = (day: number, seconds: number) => (setting: Setting) =>
  setting.calendar.next(day).noon + seconds;
const digits = (number: Made<number>) => async (setting: Setting) => String(await made(number, setting));

// One of the two users is the caller, whom a target takes where it ignores what is sent.
const firstUser = taking(users(2), ([first]) => first);
const secondUser = taking(users(2), ([, second]) => second);
const userTwice = {
  'first as number': firstUser,
  'first as digits': digits(firstUser),
  'second as number': secondUser,
  'second as digits': digits(secondUser),
} as const;

const firstPeriod = taking(periods, ([first]) => first);
const lastPeriod = taking(periods, (all) => all.at(-1) ?? all[0]);

const inField = (id: Numeric, ...values: CustomFieldInput['values']) => [{ id, values }];
const inText = (value: string) => taking(textField, (id) => inField(id, { value }));
const inAddress = (parts: Parameters<typeof addressValues>[0]) =>
  taking(addressField, (id) => inField(id, ...addressValues(parts)));

/** `customers.add.NAME` and `customers.update.NAME`. */
export const fields = {
  name: {
    add: { sends: namesOf('plain', 'wordy') },
    update: { changes: { 'to one with emoji': { to: named('emoji', 'new name') } } },
  },
  'name.scripts': {
    add: {
      says: 'Names in other scripts and with emoji are stored as sent.',
      sends: namesOf('cyrillic', 'chinese', 'arabic', 'hindi', 'emoji', 'joinedEmoji', 'astral'),
    },
  },
  'name.markup': {
    add: {
      says: 'Quotes, backslashes and markup in a name are stored as sent.',
      sends: namesOf(
        'quoted',
        'apostrophes',
        'backslashes',
        'html',
        'ampersands',
        'encoded',
        'sql',
        'template',
      ),
    },
  },
  next_date: {
    noun: 'next purchase date',
    add: {
      sends: {
        'as number': next(reservedDays.added, 3_723),
        'as digits': digits(next(reservedDays.added, 7_261)),
      },
    },
    update: {
      source: ['customers.change: parameter add/next_date', 'customers.change: example of updating'],
      changes: {
        'as digits': { to: digits(next(reservedDays.updated, 86_461)) },
        'to an earlier day': { to: next(reservedDays.updated, -86_461) },
      },
    },
  },
  created_at: {
    noun: 'creation date',
    add: {
      sends: {
        'as number': created(reservedDays.createdAt, 61),
        'as digits': digits(created(reservedDays.createdAt, 3_601)),
      },
    },
    update: {
      evidence: 'inferred',
      changes: { 'as number': { to: created(reservedDays.updated, 3_661) } },
    },
  },
  responsible_user_id: {
    noun: 'responsible user',
    add: {
      source: ['customers.change: parameter add/responsible_user_id', 'customers.intro: a responsible user'],
      sends: userTwice,
    },
    update: { changes: { 'as digits': { from: firstUser, to: digits(secondUser) } } },
  },
  created_by: {
    noun: 'creating user',
    add: { sends: userTwice },
    update: { evidence: 'inferred', changes: { 'as number': { from: firstUser, to: secondUser } } },
  },
  next_price: {
    noun: 'expected amount',
    add: { sends: { 'as number': 5_001, 'as digits': '7350' } },
    update: {
      source: ['customers.change: parameter add/next_price', 'customers.change: example of updating'],
      changes: { 'as digits': { from: 100, to: '15080' } },
    },
  },
  'next_price.bounds': {
    add: {
      says: 'An expected amount of zero and a large one are stored as sent.',
      sends: { zero: 0, one: 1, large: 2_147_483_647 },
    },
    update: {
      says: 'The expected amount changes to zero, and to a large one.',
      changes: {
        'to zero': { from: 101, to: 0 },
        'to zero as digits': { from: 102, to: '0' },
        'to one': { from: 103, to: 1 },
        'to a large one': { from: 104, to: 2_147_483_647 },
      },
    },
  },
  periodicity: {
    add: { sends: { 'as number': 7, 'as digits': '31' } },
    update: { changes: { 'as number': { from: 7, to: 31 } } },
  },
  'periodicity.bounds': {
    add: {
      says: 'A periodicity of zero and one of more than a year are stored as sent.',
      sends: { zero: 0, 'more than a year': 400 },
    },
    update: {
      says: 'The periodicity changes to zero, and to more than a year.',
      changes: { 'to zero': { from: 8, to: 0 }, 'to more than a year': { from: 9, to: 401 } },
    },
  },
  period_id: {
    noun: 'period',
    add: {
      source: [
        'customers.change: parameter add/period_id',
        'customers.intro: a period as position in the life cycle',
      ],
      observes: [['periodIdType', 'integer']],
      sends: { 'first as number': firstPeriod, 'last as digits': digits(lastPeriod) },
    },
    update: { changes: { 'first to last as digits': { from: firstPeriod, to: digits(lastPeriod) } } },
  },
  'tags.kinds': {
    add: {
      says: 'Many tags are attached, whatever they are made of.',
      sends: { 'nine of them': manyTags },
    },
    update: {
      says: 'Many tags take the place of the former one, whatever they are made of.',
      evidence: 'inferred',
      changes: { 'nine of them': { from: 'sales', to: manyTags } },
    },
  },
  contacts_id: {
    add: {
      says: 'The contacts sent are attached, all of them and no other.',
      source: [
        'customers.change: parameter add/contacts_id',
        'customers.intro: attached to contacts, or to none',
      ],
      sends: {
        'one as digits': taking(contacts(3), ([, second]) => [String(second)]),
        three: taking(contacts(3), ([first, second, third]) => [first, second, third]),
      },
    },
  },
  company_id: {
    add: {
      says: 'The company sent is attached.',
      sends: {
        'first as number': taking(companies(1), ([first]) => first),
        'last as digits': digits(taking(companies(1), (all) => all.at(-1) ?? all[0])),
      },
    },
    update: {
      says: 'The company sent is attached in place of the former one.',
      changes: {
        'another one': {
          from: taking(companies(2), ([first]) => first),
          to: taking(companies(2), ([, second]) => second),
        },
      },
      restsOnAdding: true,
    },
  },
  'custom_fields.text': {
    noun: 'value of a text field',
    add: {
      source: [
        'customers.change: parameter add/custom_fields',
        'customers.change: parameter add/custom_fields/id',
        'customers.change: parameter add/custom_fields/values',
        'customers.change: parameter add/custom_fields/values/value',
        'customers.intro: custom fields defined in the account',
      ],
      sends: {
        'a remark': inText(remark),
        'zeros at the beginning': taking(textField, (id) => inField(String(id), { value: '00123' })),
      },
    },
    update: {
      source: ['customers.change: parameter add/custom_fields/values/value'],
      changes: {
        'a remark': {
          from: inText('Delayed payment'),
          to: taking(textField, (id) => inField(String(id), { value: remark })),
        },
      },
    },
  },
  'custom_fields.multiselect': {
    add: {
      says: 'The options of a multi-select are stored, all of them and no other.',
      source: [
        'customers.change: parameter add/custom_fields/values/enum',
        'customers.list: response custom_fields/values/enum',
      ],
      observes: [['multiselectValues', 'enum']],
      sends: {
        'as digits': taking(multiselect, ({ id, enums: [a, b] }) => inField(String(id), a, b)),
        'as numbers': taking(multiselect, ({ id, enums: [a, , c] }) => inField(id, Number(a), Number(c))),
        'all of them': taking(multiselect, ({ id, enums }) => inField(id, ...enums)),
      },
    },
    update: {
      says: 'The options of a multi-select change to those sent.',
      source: [
        'customers.change: parameter add/custom_fields/values/enum',
        'customers.change: example of updating',
      ],
      changes: {
        'one of two others': {
          from: taking(multiselect, ({ id, enums: [a, b] }) => inField(id, a, b)),
          to: taking(multiselect, ({ id, enums: [, b, c] }) => inField(id, b, Number(c))),
        },
        'all but the last taken away': {
          from: taking(multiselect, ({ id, enums }) => inField(id, ...enums)),
          to: taking(multiselect, ({ id, enums: [, , c] }) => inField(id, c)),
        },
      },
    },
  },
  'custom_fields.address': {
    add: {
      says: 'Every part of an address is stored under its subtype as sent.',
      evidence: 'shown',
      source: ['customers.change: example of adding', 'customers.integration: sample request'],
      sends: { 'every part': inAddress(address) },
    },
    update: {
      says: 'The parts of an address change to those sent.',
      source: ['customers.change: parameter add/custom_fields'],
      changes: {
        'every part': { from: inAddress({ city: 'Москва', zip: '101000' }), to: inAddress(address) },
      },
    },
  },
} satisfies Table;
