/** Answers that are not the API's: redirects and login pages. */
import type { TransportFailure, ReceivedResponse } from '../spec/run/exchange.ts';
import type { Draft } from './outgoing.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Why an answer is not the API's own; null when it is. Only for somebody with valid credentials: sending others
 * to a login page is the target's own answer, to be judged. A page is suspect where the contract promises JSON.
 */
export function notTheApi(
  response: ReceivedResponse,
  { as, operation, url }: Pick<Draft, 'as' | 'operation' | 'url'>,
): TransportFailure | null {
  if (as === 'nobody' || as === 'stranger') return null;
  return redirected(response, url) ?? (operation === null ? null : loginPage(response, url));
}

function redirected({ status, headers }: ReceivedResponse, url: string): TransportFailure | null {
  if (!redirects.has(status)) return null;
  const location = headers['location'] ?? 'nowhere';
  return {
    kind: 'redirect',
    says: `${url} redirects to ${shortened(location)} (${status}), which the suite doesn't follow. If the API has moved there, correct baseUrl in the target file; if that is a login page, correct the credentials.`,
  };
}

const htmlStart = /^[\s\ufeff]*<(!doctype\b|!--|html\b|head\b|body\b|title\b|meta\b|form\b|script\b)/i;

function loginPage({ status, body }: ReceivedResponse, url: string): TransportFailure | null {
  if (status !== 200 || !htmlStart.test(body)) return null;
  return {
    kind: 'login-page',
    says: `${url} answered 200 with an HTML page in the place of JSON, probably a login page. Correct the credentials or baseUrl in the target file.`,
  };
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
