import { at, idOf, type Item } from '../../target/answer.ts';
import { companies, multiselect } from '../support/account.ts';
import { inferred, restsOn, stated } from '../support/claims.ts';
import { companyOf, customFieldsIn, lastingSnapshotOf, valuesOf } from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';
import { everyFieldListed, namesakes, ofOneCompany } from './shown.scenario.ts';

const operation = 'customers.list';

/** What a list shows of its customers, and what two of them show of the same things. */
export const customersShown = [
  stated(
    'customers.list.everyField',
    'A list without ids shows of a customer what a look-up by its id shows.',
    {
      operation,
      source: [
        'customers.list: response main_contact',
        'customers.list: response tags',
        'customers.list: response custom_fields',
        'customers.list: response contacts',
        'customers.list: response company',
      ],
      given: { everyFieldListed },
      holds({ everyFieldListed: { lookedUp, listed } }) {
        expect(listed, 'a customer with every field is listed on its day').not.toBeNull();
        expect(lastingSnapshotOf(listed), 'as it is looked up').toEqual(lastingSnapshotOf(lookedUp));
      },
    },
  ),
  stated('customers.list.namesakes', 'Customers of one name and one contact are each stored and listed.', {
    operation,
    source: ['customers.change: parameter add', 'customers.list: parameter filter/next_date'],
    given: { namesakes },
    holds({ namesakes: { both, shown } }) {
      for (const one of both) expect(one).toBeStoredAsSent('name');
      const ids = both.map(({ id }) => id ?? 0);

      expect(new Set(ids).size, 'different ids').toBe(both.length);
      expect(
        ids.filter((id) => !shown.includes(id)),
        'those that are not listed',
      ).toEqual([]);
    },
  }),
  stated('customers.list.company.name', 'Customers of one company show the same name for it.', {
    operation,
    source: 'customers.list: response company/name',
    given: { companies: companies(1), ofOneCompany },
    holds({ ofOneCompany: customers }) {
      const [first, ...others] = customers.map(companyOf);
      restsOn(
        ['customers.add.company_id', 'customers.add.complete'],
        first !== undefined && others.every((id) => id === first),
        'No two customers are stored with the same company.',
      );
      const [name, ...names] = customers.map((customer) => at(customer, 'company', 'name'));

      expect(names, `names of the company ${first}`).toEqual(names.map(() => name));
    },
  }),
  inferred(
    'customers.list.custom_fields.same',
    'A custom field has one name and is of the system or not, whoever carries it.',
    {
      operation,
      source: [
        'customers.list: response custom_fields/name',
        'customers.list: response custom_fields/is_system',
      ],
      given: { multiselect, ofOneCompany },
      holds({ multiselect: { id }, ofOneCompany: customers }) {
        const seen = customers.map(customFieldsById);
        restsOn(
          'customers.add.complete',
          seen.every((fields) => fields.has(id)),
          'No two customers are stored with the same custom field.',
        );
        const [first = new Map<number, unknown>(), second = new Map<number, unknown>()] = seen;
        const shared = [...first.keys()].filter((field) => second.has(field));

        expect(shared.map((field) => second.get(field))).toEqual(shared.map((field) => first.get(field)));
      },
    },
  ),
  inferred(
    'customers.list.custom_fields.options',
    'An option of a multi-select has one value, whoever chose it, and another one than other options have.',
    {
      operation,
      source: [
        'customers.list: response custom_fields/values/value',
        'customers.list: response custom_fields/values/enum',
      ],
      given: { multiselect, ofOneCompany },
      holds({ multiselect: { id }, ofOneCompany: customers }) {
        const values = customers.flatMap((customer) => valuesOf(customer, id));
        const options = new Set(values.map((value) => value['enum']));
        restsOn(
          ['customers.add.custom_fields.multiselect', 'customers.add.complete'],
          options.size >= 2 && options.size < values.length,
          'No two customers are stored with the same of several options.',
        );
        const pairs = new Set(values.map((value) => JSON.stringify([value['enum'], value['value']])));

        expect(pairs.size, 'options with the values that they show').toBe(options.size);
        expect(new Set(values.map(({ value }) => value)).size, 'different values').toBe(options.size);
      },
    },
  ),
];

/** What every customer that carries a field has to show of it, by the ids of the fields. */
function customFieldsById(customer: Item): ReadonlyMap<number, unknown> {
  return new Map(
    customFieldsIn(customer).flatMap((field): readonly (readonly [number, unknown])[] => {
      const id = idOf(field);
      return id === undefined ? [] : [[id, { name: at(field, 'name'), is_system: at(field, 'is_system') }]];
    }),
  );
}
