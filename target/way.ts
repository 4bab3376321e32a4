import type { SecureContext } from 'node:tls';
import type { Environment } from './environment.ts';
import { TargetError } from './errors.ts';
import { proxyFor } from './proxies.ts';
import type { Proxy } from './proxies.ts';
import type { Target } from './target.ts';
import { secureContextOf } from './tls.ts';

/** How a target is reached. */
export interface Way {
  /** The authorities that are trusted, and the client's certificate; the usual ones, and none, by default. */
  readonly secureContext?: SecureContext;
  /** Between here and there. */
  readonly proxy?: Proxy;
  /** Whether the target is in this very process: then connections are used again for changes, too. */
  readonly isInProcess?: boolean;
  /** Why nothing can be sent at all. */
  readonly obstacle?: TargetError;
}

/**
 * The way to a target, by its file and the environment of this process. To this machine it never leads through a
 * proxy, whatever the environment says: what is certified here stays here.
 */
export function wayTo({ baseUrl, loopback, tls }: Target, env: Environment): Way {
  return {
    ...(tls !== undefined && { secureContext: secureContextOf(tls, env) }),
    ...(!loopback && proxyOnTheWayTo(new URL(baseUrl))),
  };
}

function proxyOnTheWayTo(origin: URL): Way {
  try {
    const proxy = proxyFor(origin);
    return proxy === null ? {} : { proxy };
  } catch (error) {
    if (error instanceof TargetError) return { obstacle: error };
    throw error;
  }
}
