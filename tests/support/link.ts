import { at, type Item } from '../../target/answer.ts';

/**
 * The path and query that a self link leads to, below the target's base URL.
 * @returns null where there is no link, or one that leads elsewhere
 */
export function linkOf(item: Item | null, baseUrl: string): string | null {
  const href = at(item, '_links', 'self', 'href');
  if (typeof href !== 'string' || !URL.canParse(href, baseUrl)) return null;
  const base = new URL(baseUrl);
  const url = new URL(href, base);
  if (url.origin !== base.origin) return null;
  const prefix = base.pathname.replace(/\/$/, '');
  const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  return `${path}${url.search}`;
}
