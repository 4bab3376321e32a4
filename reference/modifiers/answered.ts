/** Modifiers of what is answered: headers and bodies. */
import type { OperationId } from '../../spec/operations.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, type Moment, at, onResponse } from './modifier.ts';

/** Changes a header of every answer that carries it; `undefined` takes it away. */
export function onHeader(name: string, change: (value: string) => string | undefined): Modifier {
  return onResponse((response) => {
    const { [name]: value, ...others } = response.headers;
    if (value === undefined) return response;
    const changed = change(value);
    return { ...response, headers: changed === undefined ? others : { ...others, [name]: changed } };
  });
}

/** Changes the body of every answer that has an object for it. */
export function onBody(change: (body: JsonObject, moment: Moment) => unknown): Modifier {
  return onResponse((response, moment) =>
    isObject(response.body) ? { ...response, body: change(response.body, moment) } : response,
  );
}

/** Changes `_embedded` of every answer that has it. */
export function onEmbedded(change: (embedded: JsonObject, moment: Moment) => JsonObject): Modifier {
  return onBody((body, moment) =>
    isObject(body._embedded) ? { ...body, _embedded: change(body._embedded, moment) } : body,
  );
}

/** Changes `_embedded.items` of an operation's answers where it is a list, as a whole. */
export function onItems(
  operation: OperationId,
  change: (items: readonly unknown[], moment: Moment) => readonly unknown[],
): Modifier {
  return at(
    operation,
    onEmbedded((embedded, moment) =>
      Array.isArray(embedded.items) ? { ...embedded, items: change(embedded.items, moment) } : embedded,
    ),
  );
}

type ItemChange = (item: JsonObject, index: number, moment: Moment) => unknown;

/**
 * Changes each of `_embedded.items` in an operation's answers: list elements and the numbered ones of an
 * object. `undefined` drops the item.
 */
export function forItems(operation: OperationId, change: ItemChange): Modifier {
  return at(
    operation,
    onEmbedded((embedded, moment) => {
      const { items } = embedded;
      if (Array.isArray(items)) return { ...embedded, items: changedList(items, change, moment) };
      if (!isObject(items)) return embedded;
      const numbered = Object.keys(items).filter((key) => /^\d+$/.test(key));
      const others = Object.fromEntries(Object.entries(items).filter(([key]) => !numbered.includes(key)));
      const changed = changedList(
        numbered.map((key) => items[key]),
        change,
        moment,
      );
      return { ...embedded, items: { ...Object.fromEntries(changed.entries()), ...others } };
    }),
  );
}

/** Changes each entry of `_embedded.items.deleted` in an operation's answers. `undefined` drops the entry. */
export function forDeleted(operation: OperationId, change: ItemChange): Modifier {
  return at(
    operation,
    onEmbedded((embedded, moment) => {
      const { items } = embedded;
      if (!isObject(items) || !Array.isArray(items.deleted)) return embedded;
      return { ...embedded, items: { ...items, deleted: changedList(items.deleted, change, moment) } };
    }),
  );
}

function changedList(items: readonly unknown[], change: ItemChange, moment: Moment): readonly unknown[] {
  return items
    .map((item, index) => (isObject(item) ? change(item, index, moment) : item))
    .filter((item) => item !== undefined);
}
