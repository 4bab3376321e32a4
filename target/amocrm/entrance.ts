import { isObject, member, parsedJson } from '../../spec/contract/json.ts';
import { operations } from '../../spec/operations.ts';
import type { Entrance } from '../api.ts';

const { path } = operations['customers.list'];
const loginPath = '/private/api/auth.php?type=json';

/** Codes with which the vendor's servers say that an account has no customers. */
const featureOffCodes: ReadonlySet<string> = new Set(['288', '402', '425', '426']);

/** The way into an account: its first customer, and a login by form. */
export const entrance: Entrance = {
  path: `${path}?limit_rows=1`,
  one: 'customer',
  many: 'customers',

  obstacleIn(exchange, role, target) {
    if (exchange.transportFailure !== undefined) return exchange.transportFailure;
    const { status = 0, body = '' } = exchange.response ?? {};
    const credentials = `auth.${role}.${target.auth[role]?.kind ?? 'bearer'}`;
    const featureOff = status >= 400 && featureOffCodes.has(errorCode(body));
    if (status === 402 || status === 425 || status === 426 || featureOff) {
      return {
        kind: 'unavailable',
        says: `The target says that customers are switched off or not paid for in this account (${status}). Switch the feature on, or name another account.`,
      };
    }
    if (status === 401) {
      return {
        kind: 'refused-credentials',
        says: `The target refused the credentials of the ${role} (401). Check ${credentials} in the target file: it may be wrong, expired, or of another account.`,
      };
    }
    if (status === 403 && role === 'administrator') {
      return {
        kind: 'refused-credentials',
        says: `The target knows the ${role} but refuses to list customers (403). Check that ${credentials} belongs to an administrator of the account, and that the account isn't banned.`,
      };
    }
    if (status === 404) {
      return {
        kind: 'unreachable',
        says: `${target.baseUrl} has no API at ${path} (404). Correct baseUrl in the target file: it is the part of the URL before /api/v2.`,
      };
    }
    return null;
  },

  isList: (body) => isObject(member(parsedJson(body), '_embedded')),

  loginRequest: (role, { user, hash }) => ({
    as: role,
    method: 'POST',
    path: loginPath,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams({ USER_LOGIN: user, USER_HASH: hash }).toString(),
    purpose: `log in as the ${role}`,
  }),

  loginRefusal(role, { status, body }, cookies) {
    if (status === 404) {
      return `The target has no login at ${loginPath} (404). Give auth.${role} as a bearer token or cookie, or correct baseUrl.`;
    }
    const { auth, error } = loginAnswerIn(body);
    if (status < 200 || status > 299 || auth !== true) {
      const reason = error === '' ? `status ${status}` : `status ${status}: "${error}"`;
      return `The target refused the login of the ${role} (${reason}). Check auth.${role}.login in the target file.`;
    }
    if (cookies > 0) return null;
    return `The target accepted the login of the ${role} but set no session cookie. Give auth.${role} as a bearer token or cookie instead.`;
  },
};

/** The `error_code` or `status` of either shape of an error's body. */
function errorCode(body: string): string {
  const [, code = ''] = /"error_code"\s*:\s*"?(\d+)/.exec(body) ?? [];
  return code;
}

function loginAnswerIn(body: string): { auth?: unknown; error: string } {
  const response = member(parsedJson(body), 'response');
  const texts = [member(response, 'error_code'), member(response, 'error')];
  const error = texts.filter((text) => typeof text === 'string' || typeof text === 'number').join(' ');
  return { auth: member(response, 'auth'), error: error.slice(0, 200) };
}
