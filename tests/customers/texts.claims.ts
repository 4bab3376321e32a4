import type { SourceRowId } from '../../spec/source-rows.ts';
import { textField } from '../support/account.ts';
import * as support from '../support/claims.ts';
import { inferred, stated, type KeptOrRefused } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { lastingSnapshotOf } from '../../target/amocrm/customer.ts';
import { expect, type Sent } from './expect.ts';
import type { SentField } from './sent.ts';
import {
  addedTexts,
  lateDates,
  long,
  ofNothing,
  overlong,
  pastDates,
  repeatedTags,
  requestIdKinds,
  shaped,
  tagsWithGaps,
  updatedTexts,
  widePrices,
} from './texts.scenario.ts';

const operation = 'customers.change';

const onUpdate = 'customers.change: all of add holds for update' satisfies SourceRowId;
const rows = {
  name: 'customers.change: parameter add/name',
  custom_fields: 'customers.change: parameter add/custom_fields/values/value',
  next_price: 'customers.change: parameter add/next_price',
  next_date: 'customers.change: parameter add/next_date',
  tags: 'customers.change: parameter add/tags',
} as const satisfies Partial<Record<SentField, SourceRowId>>;

type Field = keyof typeof rows;
type Refusable = Sent & { readonly isRefused: boolean };

type Customers<T> = Scenario<Readonly<Record<string, T>>>;

/** What the account has to have: a text field where that is what is looked at. */
const takes = (field: Field) => (field === 'custom_fields' ? { textField } : {});

/** Texts that have to be kept as they are. */
function kept<const Id extends string>(
  id: Id,
  says: string,
  field: Field,
  customers: Customers<Sent>,
  ...further: readonly SourceRowId[]
) {
  return stated(id, says, {
    operation,
    source: [rows[field], ...further],
    given: { ...takes(field), customers },
    holds({ customers: all }: { readonly customers: Readonly<Record<string, Sent>> }) {
      for (const [kind, customer] of Object.entries(all)) {
        expect(customer, kind).toBeStoredAsSent(field);
      }
    },
  });
}

/** What a target may refuse, but not store otherwise. */
function keptOrRefused<const Id extends string>(
  id: Id,
  says: string,
  field: Field,
  customers: Customers<Refusable>,
  options: KeptOrRefused = {},
) {
  return support.keptOrRefused(id, says, {
    ...options,
    operation,
    source: id.startsWith('customers.update') ? [rows[field], onUpdate] : [rows[field]],
    given: { ...takes(field), customers },
    of: ({ customers: all }) => all,
    demands(customer, kind) {
      expect(customer, kind).toBeStoredAsSentOrRefused(field);
    },
  });
}

/** Texts of every kind and wide numbers on adding: in each field that takes them. */
export const customersAddTexts = [
  inferred(
    'customers.add.request_id.kinds',
    'A `request_id` of letters, or of nought, comes back as it was sent, or is refused.',
    {
      operation,
      source: 'customers.change: response request_id',
      given: { requestIdKinds },
      holds({ requestIdKinds: kinds }) {
        for (const { acknowledgement, sent, isRefused } of Object.values(kinds)) {
          expect(isRefused || String(acknowledgement?.['request_id'])).toBe(
            isRefused || String(sent.request_id),
          );
        }
      },
    },
  ),
  kept(
    'customers.add.custom_fields.text.kinds',
    'Text fields keep scripts, markup, quotes and zeros as sent.',
    'custom_fields',
    addedTexts,
  ),
  keptOrRefused(
    'customers.add.name.shape',
    'A name with line breaks, tabs, decomposed letters, or blanks in a row or at its end is stored as sent, or refused.',
    'name',
    shaped.added,
  ),
  keptOrRefused(
    'customers.add.name.long',
    'A name of 200 characters is stored whole, or refused.',
    'name',
    long.added,
    { promise: stated },
  ),
  keptOrRefused(
    'customers.add.name.length',
    'A name beyond 255 characters is stored whole, or refused.',
    'name',
    overlong.added,
    { readings: ['textLength'] },
  ),
  keptOrRefused(
    'customers.add.custom_fields.text.shape',
    'A value with line breaks, tabs, decomposed letters, or blanks in a row or at its end is stored as sent, or refused.',
    'custom_fields',
    shaped.added,
  ),
  keptOrRefused(
    'customers.add.custom_fields.text.long',
    'A value of 200 characters is stored whole, or refused.',
    'custom_fields',
    long.added,
    { promise: stated },
  ),
  keptOrRefused(
    'customers.add.custom_fields.text.length',
    'A value beyond 255 characters is stored whole, or refused.',
    'custom_fields',
    overlong.added,
    { readings: ['textLength'] },
  ),
  keptOrRefused(
    'customers.add.next_price.wide',
    'An expected amount beyond 31 bits is stored as sent, or refused.',
    'next_price',
    widePrices.added,
  ),
  keptOrRefused(
    'customers.add.next_date.past',
    'A next purchase date that has passed is stored as sent, or refused.',
    'next_date',
    pastDates.added,
    { promise: stated },
  ),
  keptOrRefused(
    'customers.add.next_date.late',
    'A next purchase date beyond 31 bits is stored as sent, or refused.',
    'next_date',
    lateDates.added,
  ),
  keptOrRefused(
    'customers.add.tags.repeated',
    'A tag that is sent twice is attached once, or refused.',
    'tags',
    repeatedTags.added,
  ),
  keptOrRefused(
    'customers.add.tags.gaps',
    'Nothing between two commas is no tag, or refused.',
    'tags',
    tagsWithGaps.added,
  ),
];

/** The same on updating, and nothing at all. */
export const customersUpdateTexts = [
  stated(
    'customers.update.nothing',
    'An update of nothing but the date changes nothing else, or is refused.',
    {
      operation,
      source: ['customers.change: parameter update/id', 'customers.change: parameter update/updated_at'],
      given: { ofNothing },
      holds({ ofNothing: { before, stored, refusal, isRefused } }) {
        expect(refusal === null || isRefused, `taken, or refused; the answer was ${refusal ?? '200'}`).toBe(
          true,
        );
        expect(lastingSnapshotOf(stored)).toEqual(lastingSnapshotOf(before));
      },
    },
  ),
  kept(
    'customers.update.name.kinds',
    'A new name keeps scripts, markup, quotes and zeros as sent.',
    'name',
    updatedTexts,
    onUpdate,
  ),
  kept(
    'customers.update.custom_fields.text.kinds',
    'New values of text fields keep scripts, markup, quotes and zeros as sent.',
    'custom_fields',
    updatedTexts,
    onUpdate,
  ),
  keptOrRefused(
    'customers.update.name.shape',
    'A new name with line breaks, tabs, decomposed letters, or blanks in a row or at its end is stored as sent, or refused.',
    'name',
    shaped.updated,
  ),
  keptOrRefused(
    'customers.update.name.long',
    'A new name of 200 characters is stored whole, or refused.',
    'name',
    long.updated,
    { promise: stated },
  ),
  keptOrRefused(
    'customers.update.name.length',
    'A new name beyond 255 characters is stored whole, or refused.',
    'name',
    overlong.updated,
    { readings: ['textLength'] },
  ),
  keptOrRefused(
    'customers.update.custom_fields.text.shape',
    'A new value with line breaks, tabs, decomposed letters, or blanks in a row or at its end is stored as sent, or refused.',
    'custom_fields',
    shaped.updated,
  ),
  keptOrRefused(
    'customers.update.custom_fields.text.long',
    'A new value of 200 characters is stored whole, or refused.',
    'custom_fields',
    long.updated,
    { promise: stated },
  ),
  keptOrRefused(
    'customers.update.custom_fields.text.length',
    'A new value beyond 255 characters is stored whole, or refused.',
    'custom_fields',
    overlong.updated,
    { readings: ['textLength'] },
  ),
  keptOrRefused(
    'customers.update.next_price.wide',
    'A new expected amount beyond 31 bits is stored as sent, or refused.',
    'next_price',
    widePrices.updated,
  ),
  keptOrRefused(
    'customers.update.next_date.past',
    'A new next purchase date that has passed is stored as sent, or refused.',
    'next_date',
    pastDates.updated,
    { promise: stated },
  ),
  keptOrRefused(
    'customers.update.next_date.late',
    'A new next purchase date beyond 31 bits is stored as sent, or refused.',
    'next_date',
    lateDates.updated,
  ),
  keptOrRefused(
    'customers.update.tags.repeated',
    'A tag that an update sends twice is attached once, or refused.',
    'tags',
    repeatedTags.updated,
  ),
  keptOrRefused(
    'customers.update.tags.gaps',
    'Nothing between two commas of an update is no tag, or refused.',
    'tags',
    tagsWithGaps.updated,
  ),
];
