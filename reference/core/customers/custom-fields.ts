import type { CustomField, CustomFieldValue } from '../../../spec/messages.ts';
import { Refusal } from '../refusal.ts';
import type { CustomerRecord, FieldDefinition, State } from '../state.ts';
import { integerOf, isObject, listOf, objectOf, scalarOf, textOf } from '../values.ts';

type FieldValues = CustomerRecord['custom_fields'];

const addressSubtypes: readonly string[] = [
  'address_line_1',
  'address_line_2',
  'city',
  'state',
  'zip',
  'country',
];

/**
 * The values after a request: fields that it names are replaced as a whole (so an address loses the parts
 * that are left out), others stay.
 * @throws Refusal for an unknown field, option or address part
 */
export function withSentFields(
  stored: FieldValues,
  sent: unknown,
  definitions: State['customFields'],
): FieldValues {
  if (sent === undefined) return stored;
  const values = new Map(stored);
  for (const element of listOf(sent, 'custom_fields')) {
    const field = objectOf(element, 'an element of custom_fields');
    const id = integerOf(field.id, 'custom_fields id');
    const definition = definitions.get(id);
    if (definition === undefined) throw new Refusal(`there is no custom field ${id}`);
    const fieldValues = listOf(field.values, 'custom_fields values').map((value) =>
      valueOf(value, definition),
    );
    if (fieldValues.length > 0) values.set(id, lastOfEach(fieldValues));
    else values.delete(id);
  }
  return values;
}

function valueOf(sent: unknown, definition: FieldDefinition): CustomFieldValue {
  switch (definition.type) {
    case 'text':
      return { value: scalarOf(isObject(sent) ? sent.value : sent, 'value') };
    case 'multiselect': {
      // A bare option id, or an object that carries it.
      const option = scalarOf(isObject(sent) ? (sent.enum ?? sent.value) : sent, 'enum');
      const label = definition.enums.get(option);
      if (label === undefined) throw new Refusal(`custom field ${definition.id} has no option ${option}`);
      return { value: label, enum: option };
    }
    case 'address': {
      const part = objectOf(sent, 'a value of an address');
      const subtype = textOf(part.subtype, 'subtype');
      if (!addressSubtypes.includes(subtype)) throw new Refusal(`an address has no ${subtype}`);
      return { value: scalarOf(part.value, 'value'), subtype };
    }
  }
}

/** An option or an address part given twice counts once; the last one stands. */
function lastOfEach(values: readonly CustomFieldValue[]): readonly CustomFieldValue[] {
  return [...new Map(values.map((value, index) => [value.enum ?? value.subtype ?? index, value])).values()];
}

/** Custom fields as a response shows them. */
export function customFieldsView(
  values: FieldValues,
  definitions: State['customFields'],
): readonly CustomField[] {
  return [...values].map(([id, fieldValues]) => ({
    id,
    name: definitions.get(id)?.name ?? '',
    values: fieldValues,
    is_system: false,
  }));
}
