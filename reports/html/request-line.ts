import { visible } from '../../spec/run/plain.ts';
import { cut } from '../pretty.ts';

/** The path and query of a URL, its brackets plain, shortened: `/api/v2/customers?id[]=12&id[]=13…`. */
export function requestLine(url: string, longest = 160): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/';
  const plain = path.replace(/%5B/gi, '[').replace(/%5D/gi, ']');
  const { text, left } = cut(plain, longest);
  return visible(left > 0 ? `${text}…` : text);
}

/** Who sent a request, where that is more than a role's name. */
export function senderInWords(as: string): string {
  return senders.get(as) ?? visible(as);
}

const senders: ReadonlyMap<string, string> = new Map([
  ['administrator', 'the administrator'],
  ['member', 'the member'],
  ['nobody', 'nobody (no credentials)'],
  ['stranger', 'a stranger (wrong credentials)'],
]);
