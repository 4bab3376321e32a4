import { addressValues } from '../../generators/values.ts';
import type { CustomerAdd, CustomFieldInput, Numeric } from '../../spec/messages.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { addAll, type Added } from './adding.ts';
import { reservedDays } from './reserved-days.ts';

/** Names that a careless implementation damages. */
export const scripts = ['cyrillic', 'chinese', 'arabic', 'hindi', 'emoji', 'joinedEmoji', 'astral'] as const;
export const markups = [
  'quoted',
  'apostrophes',
  'backslashes',
  'html',
  'ampersands',
  'encoded',
  'sql',
  'template',
] as const;

/** Every part of an address, with a zip that is no number. */
export const address = {
  address_line_1: 'Madison St, 1',
  address_line_2: 'кв. 5 "б"',
  city: 'Washington',
  state: 'DC',
  zip: '00501',
  country: 'US',
} as const;

/** A remark with what text fields tend to damage. */
export const remark = 'Очень важный "client" <b>& Söhne</b>';

/**
 * One batch with a customer for each field of the document, once with numbers and once with numeric strings
 * where the field has them, and a plain one between rich ones. What the account does not offer (contacts, users, …)
 * is left out: the role is a plain customer then, and its tests are untestable.
 */
export const added = {
  name: 'customers: one for each field',
  play(setting) {
    const day = setting.calendar.created(reservedDays.added);
    const { payloads, marker } = setting;
    const customer = (label: string, fields: Partial<CustomerAdd> = {}) =>
      payloads.customer(label, { name: payloads.name(label, 'plain'), created_at: day.noon, ...fields });
    const named = (kind: (typeof scripts | typeof markups)[number]) =>
      customer(kind, { name: payloads.name(kind, kind) });

    return addAll(
      setting,
      {
        firstPlain: customer('first plain'),
        ...valuesIn(setting, customer),
        ...relationsIn(setting, customer),
        ...customFieldsIn(setting, customer),
        complete: {
          ...payloads.fullCustomer('complete', 'strings'),
          name: `${marker} complete`,
          created_at: String(day.noon),
          next_price: '64300',
          periodicity: '14',
        },
        // Behind the one with every field, of which it must have nothing.
        plain: customer('plain'),
        longName: customer('long name', { name: payloads.name('long name', 'long') }),
        cyrillic: named('cyrillic'),
        chinese: named('chinese'),
        arabic: named('arabic'),
        hindi: named('hindi'),
        emoji: named('emoji'),
        joinedEmoji: named('joinedEmoji'),
        astral: named('astral'),
        quoted: named('quoted'),
        apostrophes: named('apostrophes'),
        backslashes: named('backslashes'),
        html: named('html'),
        ampersands: named('ampersands'),
        encoded: named('encoded'),
        sql: named('sql'),
        template: named('template'),
      },
      day,
    );
  },
} satisfies Scenario<unknown>;

/** The roles whose customers the batch lost, though they are stored when they are sent alone. */
export function lostOf(customers: Readonly<Record<string, Added>>): readonly string[] {
  return Object.keys(customers).filter((role) => customers[role]?.lost === true);
}

/** Fields made of a fixture; none where the account lacks it. */
function part<T>(fixture: T | undefined, fields: (fixture: T) => Partial<CustomerAdd>): Partial<CustomerAdd> {
  return fixture === undefined ? {} : fields(fixture);
}

type Make = (label: string, fields?: Partial<CustomerAdd>) => CustomerAdd;

function valuesIn({ calendar }: Setting, customer: Make) {
  const next = calendar.next(reservedDays.added).noon;
  const created = calendar.created(reservedDays.createdAt).noon;
  return {
    nextDateAsNumber: customer('next date 1', { next_date: next + 3_723 }),
    nextDateAsString: customer('next date 2', { next_date: String(next + 7_261) }),
    createdAtAsNumber: customer('created at 1', { created_at: created + 61 }),
    createdAtAsString: customer('created at 2', { created_at: String(created + 3_601) }),
    updatedAtAsNumber: customer('updated at 1', { updated_at: created + 86_461 }),
    updatedAtAsString: customer('updated at 2', { updated_at: String(created + 90_061) }),
    nextPriceAsNumber: customer('next price 1', { next_price: 5_001 }),
    nextPriceAsString: customer('next price 2', { next_price: '7350' }),
    nextPriceOfZero: customer('next price 3', { next_price: 0 }),
    nextPriceThatIsLarge: customer('next price 4', { next_price: 2_147_483_647 }),
    periodicityAsNumber: customer('periodicity 1', { periodicity: 7 }),
    periodicityAsString: customer('periodicity 2', { periodicity: '31' }),
    tagged: customer('tags 1', { tags: 'sales, markers, продажи' }),
    taggedWithBlanks: customer('tags 2', { tags: '  key account ,markers,   new client  ' }),
    requestIdAsString: customer('request id', { request_id: '900719' }),
  };
}

function relationsIn({ fixtures: { users, contacts, companies, periods } }: Setting, customer: Make) {
  const [firstUser, secondUser] = users;
  const responsible = (label: string, user: Numeric | undefined) =>
    customer(
      `responsible ${label}`,
      part(user, (responsible_user_id) => ({ responsible_user_id })),
    );
  const creator = (label: string, user: Numeric | undefined) =>
    customer(
      `created by ${label}`,
      part(user, (created_by) => ({ created_by })),
    );
  // Each of two users in each form: one of them is the caller, whom a target takes where it ignores what is sent.
  return {
    firstResponsibleAsNumber: responsible('first as number', firstUser),
    firstResponsibleAsString: responsible('first as string', firstUser && String(firstUser)),
    secondResponsibleAsNumber: responsible('second as number', secondUser),
    secondResponsibleAsString: responsible('second as string', secondUser && String(secondUser)),
    createdByFirstAsNumber: creator('first as number', firstUser),
    createdByFirstAsString: creator('first as string', firstUser && String(firstUser)),
    createdBySecondAsNumber: creator('second as number', secondUser),
    createdBySecondAsString: creator('second as string', secondUser && String(secondUser)),
    oneContact: customer(
      'contacts 1',
      part(contacts[1], (id) => ({ contacts_id: [String(id)] })),
    ),
    threeContacts: customer('contacts 2', { contacts_id: contacts.slice(0, 3) }),
    companyAsNumber: customer(
      'company 1',
      part(companies[0], (id) => ({ company_id: id })),
    ),
    companyAsString: customer(
      'company 2',
      part(companies.at(-1), (id) => ({ company_id: String(id) })),
    ),
    periodAsNumber: customer(
      'period 1',
      part(periods[0], (id) => ({ period_id: id })),
    ),
    periodAsString: customer(
      'period 2',
      part(periods.at(-1), (id) => ({ period_id: String(id) })),
    ),
  };
}

function customFieldsIn({ fixtures: { customFields } }: Setting, customer: Make) {
  const { text, multiselect, address: addressField } = customFields;
  const withField = (label: string, field: CustomFieldInput | false) =>
    customer(label, field ? { custom_fields: [field] } : {});
  const [first = '', second = '', third = ''] = multiselect?.enums ?? [];
  return {
    textByNumber: withField('text 1', text !== undefined && { id: text, values: [{ value: remark }] }),
    textByString: withField(
      'text 2',
      text !== undefined && { id: String(text), values: [{ value: '00123' }] },
    ),
    optionsAsStrings: withField(
      'options 1',
      multiselect !== undefined && { id: String(multiselect.id), values: [first, second] },
    ),
    optionsAsNumbers: withField(
      'options 2',
      multiselect !== undefined && { id: multiselect.id, values: [Number(first), Number(third)] },
    ),
    addressed: withField(
      'address',
      addressField !== undefined && {
        id: addressField,
        values: addressValues(address),
      },
    ),
  };
}
