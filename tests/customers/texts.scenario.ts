/** Customers that carry one kind of text or number through every field that takes it, on adding and on updating. */
import {
  behind,
  longTexts,
  overlongTexts,
  pastMoments,
  shapedTexts,
  textKinds,
  wideMoments,
  wideNumbers,
} from '../../generators/text-kinds.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { added } from './added.scenario.ts';
import type { Added } from './adding.ts';
import { reservedDays } from './reserved-days.ts';
import { updated } from './updated.scenario.ts';
import { updatesBatch, type Updated } from './updating.ts';

/** What is permitted to be refused, in a batch of its own, lest it takes others with it. */
const texts = updatesBatch('customers: texts and numbers that may be refused', reservedDays.texts);

/** A name can't be the text alone: it is by the marker at its beginning that a record is known to be the run's own. */
function carrying(text: string) {
  return ({ marker, fixtures: { customFields } }: Setting): Partial<CustomerAdd> => ({
    name: behind(marker, text),
    ...(customFields.text !== undefined && {
      custom_fields: [{ id: customFields.text, values: [{ value: text }] }],
    }),
  });
}

function tagged(tags: string) {
  return (): Partial<CustomerAdd> => ({ tags });
}

/** Customers by the kind of what they carry. */
type Kinds<T> = Scenario<Readonly<Record<string, T>>>;

export const addedTexts = ofEach('customers: texts of every kind added', textKinds, (text, kind) =>
  added.customer(`text with ${kind}`, carrying(text)),
);

export const updatedTexts = ofEach('customers: texts of every kind updated', textKinds, (text, kind) =>
  updated.customer(`text with ${kind}`, (setting) => ({ change: carrying(text)(setting) })),
);

/** Those that may be refused: on adding, and on updating. */
function refusable<T>(what: string, all: Readonly<Record<string, T>>, fields: FieldsOf<T>) {
  return {
    added: addedOfEach(what, all, fields),
    updated: ofEach(`customers: ${what} updated`, all, (value, kind): Scenario<Updated> =>
      texts.customer(`${what} updated: ${kind}`, (setting) => ({ change: fields(value)(setting) })),
    ),
  };
}

type FieldsOf<T> = (value: T) => (setting: Setting) => Partial<CustomerAdd>;

function addedOfEach<T>(what: string, all: Readonly<Record<string, T>>, fields: FieldsOf<T>): Kinds<Added> {
  return ofEach(`customers: ${what} added`, all, (value, kind): Scenario<Added> => {
    const customer = texts.customer(`${what} added: ${kind}`, (setting) => ({
      add: fields(value)(setting),
      mayBeRefused: true,
    }));
    return { name: `${customer.name}, as added`, play: async ({ play }) => (await play(customer)).added };
  });
}

export const shaped = refusable('texts of a shape', shapedTexts, carrying);
export const long = refusable('long texts', longTexts, carrying);
export const overlong = refusable('overlong texts', overlongTexts, carrying);
export const widePrices = refusable('wide amounts', wideNumbers, (next_price) => () => ({ next_price }));
export const lateDates = refusable('late dates', wideMoments, (next_date) => () => ({ next_date }));

export const repeatedTags = refusable('repeated tags', { 'one twice': 'sales,markers,sales' }, tagged);
export const tagsWithGaps = refusable(
  'tags with gaps',
  { 'nothing and blanks between commas': 'sales,, ,markers,' },
  tagged,
);

export const pastDates = refusable('past dates', pastMoments, (next_date) => () => ({ next_date }));

/** An update that carries nothing but what every update does. */
export const ofNothing = texts.customer('nothing', { change: {} });

/** With the client's own names for what it adds, other than whole numbers above nought. */
export const requestIdKinds = addedOfEach(
  'request ids',
  { letters: 'Order-17/b', nought: 0 },
  (request_id) => () => ({ request_id }),
);

/** One customer for each, which belong to their batch from the start. */
function ofEach<V, T>(
  name: string,
  all: Readonly<Record<string, V>>,
  customerOf: (one: V, kind: string) => Scenario<T>,
): Kinds<T> {
  const customers = Object.entries(all).map(([kind, one]) => [kind, customerOf(one, kind)] as const);
  return {
    name,
    async play({ play }) {
      const became = customers.map(async ([kind, customer]) => [kind, await play(customer)] as const);
      return Object.fromEntries(await Promise.all(became));
    },
  };
}
