/** Where a link leads: the keyword `x-leads-to`, and the link of an answer to itself. */
import type { ErrorObject, FuncKeywordDefinition, SchemaValidateFunction } from 'ajv';
import { idFrom, member } from './json.ts';

/** What is wrong with a link: the part of it, and what that has to be. */
interface LinkDefect {
  readonly part: 'href' | 'method';
  readonly expected: string;
}

const keyword = 'x-leads-to';

/**
 * Holds the self link of an object to the address that the keyword names: a path, or `PATH?id={id}`, which is that of
 * the object's own id or ids.
 * An object without a link, or with one that is none, is for other keywords to judge.
 */
export const leadsTo: FuncKeywordDefinition = {
  keyword,
  type: 'object',
  schemaType: 'string',
  // Errors of our own: they stand at the link, not at the object around it.
  errors: true,
  validate: linkLeadsHome,
};

/** Ajv reads what is wrong from the function itself. */
const judging: SchemaValidateFunction = linkLeadsHome;

function linkLeadsHome(
  address: string,
  value: unknown,
  parentSchema?: ErrorObject['parentSchema'],
  context?: { readonly instancePath: string },
): boolean {
  const link = member(member(value, '_links'), 'self');
  if (isAsShown(link, address, value)) return true;
  const [path = address, query] = address.split('?');
  const ids = query === undefined ? null : idsIn(member(value, 'id'));
  const defects = defectsOf(link, { path, method: 'GET', ids });
  if (defects.length === 0) return true;
  judging.errors = defects.map(({ part, expected }) => ({
    keyword,
    instancePath: `${context?.instancePath ?? ''}/_links/self/${part}`,
    schemaPath: `#/${keyword}`,
    params: { actual: member(link, part) },
    message: expected,
    ...(parentSchema && { parentSchema }),
  }));
  return false;
}

/** Whether a link is spelled as the document has it, as nearly all are: there is nothing to look for in it. */
function isAsShown(link: unknown, address: string, value: unknown): boolean {
  if (member(link, 'method') !== 'get') return false;
  const href = member(link, 'href');
  if (!address.endsWith(placeholder)) return href === address;
  const id = member(value, 'id');
  return typeof id === 'number' && href === `${address.slice(0, -placeholder.length)}${String(id)}`;
}

const placeholder = '{id}';

/** What an error of the keyword expects and what came instead; null for errors of other keywords. */
export function linkErrorOf(
  error: ErrorObject,
): { readonly expected: string; readonly actual: unknown } | null {
  if (error.keyword !== keyword) return null;
  return { expected: error.message ?? keyword, actual: error.params['actual'] };
}

/** What is wrong with the link of an answer to its own request (reading 13: the path may stand bare or with a query). */
export function selfDefects(
  value: unknown,
  request: { readonly path: string; readonly method: string },
): readonly (LinkDefect & { readonly actual: unknown })[] {
  const link = member(member(value, '_links'), 'self');
  return defectsOf(link, { ...request, ids: null }).map((defect) => ({
    ...defect,
    actual: member(link, defect.part),
  }));
}

interface Destination {
  readonly path: string;
  /** In capitals. */
  readonly method: string;
  /** Null where the link is to no record in particular. */
  readonly ids: readonly number[] | null;
}

function defectsOf(link: unknown, { path, method, ids }: Destination): readonly LinkDefect[] {
  const [href, named] = [member(link, 'href'), member(link, 'method')];
  if (typeof href !== 'string' || href === '' || typeof named !== 'string' || named === '') return [];
  const query = ids === null ? '' : `?id=${ids.join(',')}`;
  return [
    ...(isAddress(href, path, ids) ? [] : [{ part: 'href', expected: `a link to ${path}${query}` } as const]),
    ...(named.toUpperCase() === method
      ? []
      : [{ part: 'method', expected: `the method ${method.toLowerCase()}` } as const]),
  ];
}

/** Whole or from the root on, and behind whatever the base address begins with. */
function isAddress(href: string, path: string, ids: readonly number[] | null): boolean {
  if (href === (ids === null ? path : `${path}?id=${ids.join(',')}`)) return true;
  if (!/^(?:\/|https?:\/\/)/i.test(href) || !URL.canParse(href, 'http://host')) return false;
  const { pathname, searchParams } = new URL(href, 'http://host');
  const bare = pathname.replace(/\/$/, '');
  if (ids === null) return bare.endsWith(path);
  const [, last] = /\/(\d+)$/.exec(bare) ?? [];
  const isOfOne = last !== undefined && bare.endsWith(`${path}/${last}`);
  if (!isOfOne && !bare.endsWith(path)) return false;
  const asked = [...searchParams].flatMap(([name, text]) =>
    /^id(?:\[\d*\])?$/.test(name) ? text.split(',') : [],
  );
  return isSame([...asked, ...(isOfOne ? [last] : [])].map(idFrom), ids);
}

function isSame(linked: readonly (number | undefined)[], ids: readonly number[]): boolean {
  return linked.every((id) => id !== undefined && ids.includes(id)) && ids.every((id) => linked.includes(id));
}

/** The ids of an object: its one, or all of a list; null where it has none, or what is none, to link to. */
function idsIn(id: unknown): readonly number[] | null {
  const ids = [id].flat().map(idFrom);
  const known = ids.filter((one) => one !== undefined);
  return known.length > 0 && known.length === ids.length ? known : null;
}
