import type { Tools } from '../../engine/claim.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import { inferred, shown, stated } from '../support/claims.ts';
import type { Setting } from '../support/scenario.ts';
import { added } from './added.scenario.ts';
import { expect, type Sent } from './expect.ts';
import type { Part, Row, Value } from './field-rows.ts';
import { fields } from './fields.ts';
import type { SentField } from './sent.ts';
import { made, type Made } from './shared-batch.ts';
import { updated } from './updated.scenario.ts';

type Fields = typeof fields;

type Kind = 'add' | 'update';

/** The names of the rows that have a claim on adding, or on updating. */
type With<K extends Kind> = {
  [Name in keyof Fields]: Fields[Name] extends Readonly<Record<K, unknown>> ? Name : never;
}[keyof Fields];

const promise = { stated, shown, inferred };

/** Fields of a customer that is added: each is stored as sent. */
export const customersAddFields = rowsWith('add').map(({ name, field, noun, part }) =>
  promise[part.evidence ?? 'stated'](`customers.add.${name}`, part.says ?? `The ${noun} is stored as sent.`, {
    source: part.source ?? [`customers.change: parameter add/${field}`],
    given: mapped(part.sends, (value, label) =>
      added.customer(`${name}: ${label}`, (setting) => fieldOf(field, value, setting)),
    ),
    ...storedAsSent(field, part),
  }),
);

/** Fields of a customer that is updated: each changes to the one sent. */
export const customersUpdateFields = rowsWith('update').map(({ name, field, noun, part }) =>
  promise[part.evidence ?? 'stated'](
    `customers.update.${name}`,
    part.says ?? `The ${noun} changes to the one sent.`,
    {
      source: [
        'customers.change: all of add holds for update',
        ...(part.source ?? [`customers.change: parameter add/${field}` as const]),
      ],
      given: mapped(part.changes, ({ from, to }, label) =>
        updated.customer(`${name}: ${label}`, async (setting) => ({
          add: from === undefined ? {} : await fieldOf(field, from, setting),
          change: await fieldOf(field, to, setting),
          rests: part.restsOnAdding ? [field] : [],
        })),
      ),
      ...storedAsSent(field, part),
    },
  ),
);

function rowsWith<K extends Kind>(kind: K) {
  return Object.entries<Row>(fields).flatMap(([name, { noun = name, [kind]: part }]) => {
    // Names begin with that of their field.
    const field = name.replace(/\..*/, '') as SentField;
    return part ? [{ name: name as With<K>, field, noun, part }] : [];
  });
}

function storedAsSent(field: SentField, { observes = [] }: Part) {
  return {
    operation: 'customers.change',
    readings: observes.map(([reading]) => reading),
    holds(customers: Readonly<Record<string, Sent>>, { observe }: Tools) {
      for (const [label, customer] of Object.entries(customers)) {
        expect(customer, label).toBeStoredAsSent(field);
      }
      for (const [reading, side] of observes) observe(reading, side);
    },
  } as const;
}

async function fieldOf(
  field: SentField,
  value: Made<Value>,
  setting: Setting,
): Promise<Partial<CustomerAdd>> {
  return { [field]: await made(value, setting) };
}

function mapped<V, W>(
  all: Readonly<Record<string, V>>,
  map: (one: V, label: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(all).map(([label, one]) => [label, map(one, label)]));
}
