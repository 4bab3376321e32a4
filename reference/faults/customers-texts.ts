import type { RequirementId } from '../../tests/catalogue.ts';
import { isObject } from '../core/values.ts';
import type { Modifier } from '../modifiers.ts';
import { added, addedNumber, addedText, forUpdates, onAdded, onUpdated, updated } from './customer-edits.ts';
import { htmlEscaped, withoutAstral } from './damage.ts';
import type { Fault, RequirementGroup } from './fault.ts';

const at255 = (text: string): string => text.slice(0, 255);
const onOneLine = (text: string): string => text.replaceAll('\n', ' ');
const withoutZero = (text: string): string => (text === '0' ? '' : text);
const trimmed = (text: string): string => text.trimEnd();
const composed = (text: string): string => text.normalize('NFC');
const withSingleBlanks = (text: string): string => text.replace(/ {2,}/g, ' ');

/** Defects of single kinds of texts and numbers, on adding and on updating. */
export const customerTextFaults: readonly Fault[] = [
  text('add', 'name', 'cut-at-255', 'cut behind 255 characters', at255, 'customers.add.name.length'),
  text('update', 'name', 'cut-at-255', 'cut behind 255 characters', at255, 'customers.update.name.length'),
  text('add', 'name', 'on-one-line', 'stored without line breaks', onOneLine, 'customers.add.name.shape'),
  text(
    'update',
    'name',
    'on-one-line',
    'stored without line breaks',
    onOneLine,
    'customers.update.name.shape',
  ),
  text('add', 'name', 'trimmed', 'stored without blanks at its end', trimmed, 'customers.add.name.shape'),
  text('update', 'name', 'composed', 'stored in composed letters', composed, 'customers.update.name.shape'),
  text(
    'add',
    'value',
    'composed',
    'stored in composed letters',
    composed,
    'customers.add.custom_fields.text.shape',
  ),
  text(
    'update',
    'value',
    'trimmed',
    'stored without blanks at its end',
    trimmed,
    'customers.update.custom_fields.text.shape',
  ),
  text('update', 'name', 'escaped', 'escaped for HTML', htmlEscaped, 'customers.update.name.kinds'),
  text(
    'update',
    'name',
    'with-single-blanks',
    'stored without the second of two blanks',
    withSingleBlanks,
    'customers.update.name.shape',
  ),
  text('add', 'value', 'cut-at-255', 'cut', at255, 'customers.add.custom_fields.text.length'),
  text('update', 'value', 'cut-at-255', 'cut', at255, 'customers.update.custom_fields.text.length'),
  text(
    'add',
    'value',
    'with-single-blanks',
    'stored without the second of two blanks',
    withSingleBlanks,
    'customers.add.custom_fields.text.shape',
  ),
  text(
    'update',
    'value',
    'on-one-line',
    'put on a line',
    onOneLine,
    'customers.update.custom_fields.text.shape',
  ),
  text(
    'add',
    'value',
    'of-zero-lost',
    'lost where it is 0',
    withoutZero,
    'customers.add.custom_fields.text.kinds',
  ),
  text(
    'add',
    'value',
    'without-astral',
    'stored without what needs four bytes',
    withoutAstral,
    'customers.add.custom_fields.text.kinds',
  ),
  text(
    'update',
    'value',
    'of-zero-lost',
    'lost where it is 0',
    withoutZero,
    'customers.update.custom_fields.text.kinds',
  ),
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
    also: ['customers.update.unlink.beside'],
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

function inSmallLetters<Tag extends { readonly name: string }>(tag: Tag): Tag {
  return { ...tag, name: tag.name.toLowerCase() };
}

/** A name, or the value of a text field, that is stored otherwise than it was sent. */
function text(
  list: 'add' | 'update',
  what: 'name' | 'value',
  damage: string,
  how: string,
  change: (text: string) => string,
  breaks: RequirementId,
  also: readonly RequirementGroup[] = [],
): Fault {
  const subject = what === 'name' ? 'The name' : 'The value of a text field';
  return {
    name: `${list === 'add' ? 'added' : 'updated'}-${what}-${damage}`,
    breaks,
    also,
    describe: `${subject} of ${list === 'add' ? 'an added' : 'an updated'} customer is ${how}.`,
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
