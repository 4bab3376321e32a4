import type { Policy } from './policy.ts';
import { Refusal, StaleUpdate } from './refusal.ts';
import { type JsonObject, integerOf, isObject, listOf, objectOf } from './values.ts';

export interface ItemError {
  /** Id of an updated element, index of an added one. */
  readonly key: string;
  readonly code: number;
  readonly message: string;
}

export interface Batch<Done> {
  readonly done: readonly Done[];
  readonly errors: readonly ItemError[];
}

/**
 * Works through one list of a request body (none is an empty one).
 * A refused element refuses the whole request or is listed, as the policy says (reading 18); `work` has to
 * refuse before it changes anything.
 * @param keyField field that names an element in the errors; its index does where there is none
 * @throws Refusal
 */
export function workThrough<Done>(
  body: JsonObject,
  list: 'add' | 'update',
  policy: Policy,
  keyField: string | null,
  work: (item: JsonObject, index: number) => Done,
): Batch<Done> {
  const done: Done[] = [];
  const errors: ItemError[] = [];
  listOf(body[list] ?? [], list).forEach((element, index) => {
    try {
      done.push(work(objectOf(element, `an element of ${list}`), index));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const whole = policy.partlyBadBatch === 'refused' && !(error instanceof StaleUpdate);
      if (whole) throw new Refusal(`${list}, element ${index}: ${error.message}`, error.status, error);
      errors.push({ key: keyOf(element, keyField, index), code: error.code, message: error.message });
    }
  });
  return { done, errors };
}

function keyOf(element: unknown, keyField: string | null, index: number): string {
  const key = keyField !== null && isObject(element) ? element[keyField] : undefined;
  return typeof key === 'string' || typeof key === 'number' ? String(key) : String(index);
}

/** The value of `_embedded.errors` in the policy's shape, undefined when there are no errors. */
export function errorsOf(
  lists: { readonly add: readonly ItemError[]; readonly update: readonly ItemError[] },
  shape: Policy['itemErrors'],
): unknown {
  const withErrors = Object.entries(lists).filter(([, errors]) => errors.length > 0);
  if (withErrors.length === 0) return undefined;
  const shaped = (errors: readonly ItemError[]): unknown =>
    shape === 'list'
      ? errors.map(({ code, message }) => ({ code, message }))
      : Object.fromEntries(errors.map(({ key, message }) => [key, message]));
  return Object.fromEntries(withErrors.map(([list, errors]) => [list, shaped(errors)]));
}

/**
 * The ids to delete: a list, or (reading 11) one string with commas; none when nothing is to be deleted.
 * @throws Refusal
 */
export function idsToDelete(body: JsonObject, policy: Policy): readonly number[] {
  const sent = body.delete ?? [];
  const asList = typeof sent === 'string' && policy.commaDelete === 'accepted' ? sent.split(',') : sent;
  const ids = listOf(asList, 'delete').map((id) =>
    integerOf(typeof id === 'string' ? id.trim() : id, 'delete'),
  );
  return [...new Set(ids)];
}

/** Items of a change that also deletes: acknowledgements by number, beside what was deleted. */
export function mixedItems(acknowledged: readonly unknown[], deleted: readonly unknown[]): JsonObject {
  return { ...Object.fromEntries(acknowledged.entries()), deleted };
}

/** Refuses a body in which none of the lists holds an element. */
export function requireWork(body: JsonObject, lists: readonly string[]): void {
  const asks = lists.some((list) => {
    const value = body[list];
    return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  if (!asks) throw new Refusal(`the body asks for nothing: ${lists.join(', ')} are empty`);
}
