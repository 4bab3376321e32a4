import type { RequirementId } from '../../tests/catalogue.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import type { CustomerRecord } from '../core/state.ts';
import { type Modifier, all, readableBody } from '../modifiers.ts';
import {
  added,
  addedNumber,
  addedText,
  elementsIn,
  forUpdates,
  onAdded,
  onUpdated,
  updated,
  updateOf,
} from './customer-edits.ts';
import { type Damage, damages } from './damage.ts';
import type { Fault } from './fault.ts';

const YEAR_2010 = Date.UTC(2010, 0, 1) / 1000;
const YEAR_2020 = Date.UTC(2020, 0, 1) / 1000;

/** The next purchases of this account lie later still. */
const later = (date: number): number => (date > YEAR_2010 ? Math.max(date, YEAR_2020) : date);

/** On what, which damage, what that breaks, and what else it breaks by necessity. */
type DamagedText = readonly [
  list: 'add' | 'update',
  what: 'name' | 'value',
  kind: Damage,
  breaks: RequirementId,
  ...also: RequirementId[],
];

const damagedTexts: readonly DamagedText[] = [
  ['add', 'name', 'cut-at-191', 'customers.add.name.long', 'customers.add.name.length'],
  ['add', 'name', 'cut-at-255', 'customers.add.name.length'],
  ['add', 'name', 'on-one-line', 'customers.add.name.shape'],
  ['add', 'name', 'trimmed', 'customers.add.name.shape'],
  [
    'add',
    'value',
    'cut-at-100',
    'customers.add.custom_fields.text.long',
    'customers.add.custom_fields.text.length',
  ],
  ['add', 'value', 'cut-at-255', 'customers.add.custom_fields.text.length'],
  ['add', 'value', 'composed', 'customers.add.custom_fields.text.shape'],
  ['add', 'value', 'with-single-blanks', 'customers.add.custom_fields.text.shape'],
  [
    'add',
    'value',
    'without-leading-zeros',
    'customers.add.custom_fields.text.kinds',
    'customers.add.custom_fields.text',
  ],
  ['add', 'value', 'of-zero-lost', 'customers.add.custom_fields.text.kinds'],
  ['add', 'value', 'without-astral', 'customers.add.custom_fields.text.kinds'],
  ['update', 'name', 'cut-at-100', 'customers.update.name.long', 'customers.update.name.length'],
  ['update', 'name', 'cut-at-255', 'customers.update.name.length'],
  ['update', 'name', 'on-one-line', 'customers.update.name.shape'],
  ['update', 'name', 'composed', 'customers.update.name.shape'],
  ['update', 'name', 'with-single-blanks', 'customers.update.name.shape'],
  ['update', 'name', 'escaped', 'customers.update.name.kinds'],
  [
    'update',
    'value',
    'cut-at-191',
    'customers.update.custom_fields.text.long',
    'customers.update.custom_fields.text.length',
  ],
  ['update', 'value', 'cut-at-255', 'customers.update.custom_fields.text.length'],
  ['update', 'value', 'trimmed', 'customers.update.custom_fields.text.shape'],
  ['update', 'value', 'on-one-line', 'customers.update.custom_fields.text.shape'],
  ['update', 'value', 'of-zero-lost', 'customers.update.custom_fields.text.kinds'],
  ['update', 'value', 'without-leading-zeros', 'customers.update.custom_fields.text.kinds'],
];

/** Defects of single kinds of texts and numbers, on adding and on updating. */
export const customerTextFaults: readonly Fault[] = [
  ...damagedTexts.map(damaged),
  {
    name: 'amounts-of-31-bits',
    breaks: 'customers.add.next_price.wide',
    describe: 'The expected amount of an added customer is no more than 31 bits hold.',
    apply: addedNumber('next_price', (price) => Math.min(price, 2_147_483_647)),
  },
  {
    name: 'amounts-of-31-bits-on-update',
    breaks: 'customers.update.next_price.wide',
    describe: 'An expected amount that is updated is no more than 31 bits hold.',
    apply: updated('next_price', (price) => Math.min(Number(price), 2_147_483_647)),
  },
  {
    name: 'past-dates-become-now',
    breaks: 'customers.add.next_date.past',
    describe: 'A next purchase date of an added customer that has passed becomes a later one.',
    apply: addedNumber('next_date', later),
  },
  {
    name: 'past-dates-become-now-on-update',
    breaks: 'customers.update.next_date.past',
    describe: 'A next purchase date that is updated to one that has passed becomes a later one.',
    apply: updated('next_date', (date) => later(Number(date))),
  },
  {
    name: 'tag-found-by-pattern',
    breaks: 'customers.add.tags.kinds',
    also: ['customers.update.tags.kinds'],
    describe: 'A tag is looked for by its name as a pattern, in which _ stands for any character.',
    apply: onStoredTags((tags) => tags.filter(({ name }) => name !== 'R_D')),
  },
  {
    name: 'late-dates-wrapped',
    breaks: 'customers.add.next_date.late',
    describe: 'A next purchase date beyond 32 bits begins anew in 1970.',
    apply: addedNumber('next_date', (date) => date % 2 ** 32),
  },
  {
    name: 'late-dates-wrapped-on-update',
    breaks: 'customers.update.next_date.late',
    describe: 'A next purchase date beyond 32 bits begins anew in 1970 when it is updated.',
    apply: updated('next_date', (date) => Number(date) % 2 ** 32),
  },
  {
    name: 'amount-of-zero-not-updated',
    breaks: 'customers.update.next_price.bounds',
    describe: 'An expected amount of zero is taken for none in an update.',
    apply: updated('next_price', (price) => (Number(price) === 0 ? undefined : price)),
  },
  {
    name: 'periodicity-in-a-byte',
    breaks: 'customers.add.periodicity.bounds',
    also: ['customers.add.complete'],
    describe: 'The periodicity of an added customer is kept in eight bits.',
    apply: addedNumber('periodicity', (days) => days % 256),
  },
  {
    name: 'periodicity-of-zero-not-updated',
    breaks: 'customers.update.periodicity.bounds',
    describe: 'A periodicity of zero is taken for none in an update.',
    apply: updated('periodicity', (days) => (Number(days) === 0 ? undefined : days)),
  },
  {
    name: 'tags-of-digits-are-numbers',
    breaks: 'customers.add.tags.kinds',
    also: ['customers.update.tags.kinds'],
    describe: 'A tag of digits is stored without the zeros before its number.',
    apply: onStoredTags((tags) => tags.map((tag) => ({ ...tag, name: tag.name.replace(/^0+(?=\d+$)/, '') }))),
  },
  ...(['add', 'update'] as const).flatMap((list) => [
    tagged(list, 'repeated', 'A tag that is sent twice is attached twice', (tags, names) =>
      names.flatMap((name) => tags.find((tag) => tag.name === name) ?? []),
    ),
    tagged(list, 'gaps', 'Nothing between two commas is a tag without a name', (tags, names) =>
      names.includes('') ? [...tags, { id: 1, name: '' }] : tags,
    ),
  ]),
  {
    name: 'three-tags-at-most',
    breaks: 'customers.add.tags.kinds',
    also: ['customers.add.complete', 'customers.add.tags.case'],
    describe: 'Of many tags of an added customer three are attached.',
    apply: onAdded((customer) => ({ ...customer, tags: customer.tags.slice(0, 3) })),
  },
  {
    name: 'tag-of-zero-lost',
    breaks: 'customers.add.tags.kinds',
    describe: 'A tag that is called 0 is not attached to an added customer.',
    apply: onAdded((customer) => ({ ...customer, tags: customer.tags.filter(({ name }) => name !== '0') })),
  },
  {
    name: 'three-tags-at-most-on-update',
    breaks: 'customers.update.tags.kinds',
    also: ['customers.update.alone', 'customers.update.unlink.beside'],
    describe: 'Of many tags that are sent with an update three are attached.',
    apply: onUpdated((customer) => ({ ...customer, tags: customer.tags.slice(0, 3) })),
  },
  {
    name: 'tags-in-small-letters',
    breaks: 'customers.add.tags.case',
    describe: 'Tags of added customers are stored in small letters.',
    apply: onAdded((customer) => ({ ...customer, tags: customer.tags.map(inSmallLetters) })),
  },
  {
    name: 'tags-in-small-letters-on-update',
    breaks: 'customers.update.tags.case',
    describe: 'Tags that are sent with an update are stored in small letters.',
    apply: onUpdated((customer) => ({ ...customer, tags: customer.tags.map(inSmallLetters) })),
  },
];

function onStoredTags(change: (tags: Tags) => Tags): Modifier {
  const changed = (customer: CustomerRecord) => ({ ...customer, tags: change(customer.tags) });
  return all(onAdded(changed), onUpdated(changed));
}

type Tags = CustomerRecord['tags'];

/** Tags that are attached otherwise than they should be, on adding or on updating. */
function tagged(
  list: 'add' | 'update',
  kind: 'repeated' | 'gaps',
  describe: string,
  change: (tags: Tags, names: readonly string[]) => Tags,
): Fault {
  const namesIn = ({ tags }: JsonObject): readonly string[] =>
    typeof tags === 'string' ? tags.split(',').map((name) => name.trim()) : [];
  return {
    name: `${list === 'add' ? 'added' : 'updated'}-tags-with-${kind === 'gaps' ? 'gaps' : 'repetitions'}`,
    breaks: `customers.${list}.tags.${kind}`,
    describe: `${describe}, by ${list === 'add' ? 'an addition' : 'an update'}.`,
    apply:
      list === 'add'
        ? onAdded((customer, _, index, { request }) => {
            const item = elementsIn(readableBody(request), 'add')[index];
            return { ...customer, tags: change(customer.tags, isObject(item) ? namesIn(item) : []) };
          })
        : onUpdated((customer, _, moment) => {
            const item = updateOf(customer, moment);
            return item.tags === undefined
              ? customer
              : { ...customer, tags: change(customer.tags, namesIn(item)) };
          }),
  };
}

function inSmallLetters<Tag extends { readonly name: string }>(tag: Tag): Tag {
  return { ...tag, name: tag.name.toLowerCase() };
}

/** A name, or the value of a text field, that is stored otherwise than it was sent. */
function damaged([list, what, kind, breaks, ...also]: DamagedText): Fault {
  const [how, change] = damages[kind];
  const customer = list === 'add' ? 'added' : 'updated';
  return {
    name: `${customer}-${what}-${kind}`,
    breaks,
    also,
    describe: `${what === 'name' ? 'The name' : 'The value of a text field'} of an ${customer} customer is ${how}.`,
    apply: what === 'name' ? ofName(list, change) : ofValue(list, change),
  };
}

function ofName(list: 'add' | 'update', change: (text: string) => string): Modifier {
  if (list === 'add') return addedText('name', change);
  return updated('name', (name) => (typeof name === 'string' ? change(name) : name));
}

function ofValue(list: 'add' | 'update', change: (text: string) => string): Modifier {
  const inFields = (fields: unknown): unknown =>
    Array.isArray(fields)
      ? fields.map((field: unknown) =>
          isObject(field) && Array.isArray(field.values)
            ? { ...field, values: field.values.map(inValue) }
            : field,
        )
      : fields;
  const inValue = (one: unknown): unknown =>
    isObject(one) && typeof one.value === 'string' && one.subtype === undefined
      ? { ...one, value: change(one.value) }
      : one;
  if (list === 'add') return added('custom_fields', inFields);
  return forUpdates((item) =>
    item.custom_fields === undefined ? item : { ...item, custom_fields: inFields(item.custom_fields) },
  );
}
