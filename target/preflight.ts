import type { TransportFailure, Exchange } from '../spec/run/exchange.ts';
import type { Role, Target } from './target.ts';

export const preflightPath = '/api/v2/customers?limit_rows=1';

/** Codes with which the vendor's servers say that an account has no customers. */
const featureOffCodes: ReadonlySet<string> = new Set(['288', '402', '425', '426']);

/**
 * Reads from the answer to one harmless request whether a run makes sense.
 * @returns why not, as plain sentences with what to do; null when all is well
 */
export function obstacleIn(exchange: Exchange, role: Role, target: Target): TransportFailure | null {
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
      says: `${target.baseUrl} has no API at /api/v2/customers (404). Correct baseUrl in the target file: it is the part of the URL before /api/v2.`,
    };
  }
  return null;
}

/** The `error_code` or `status` of either shape of an error's body. */
function errorCode(body: string): string {
  const [, code = ''] = /"error_code"\s*:\s*"?(\d+)/.exec(body) ?? [];
  return code;
}
