/** What went wrong on the wire, as transport failures in plain sentences. */
import { TargetError } from './errors.ts';
import type { Proxy } from './proxies.ts';

/** How far an exchange had come when it broke. */
export type Phase = 'connecting' | 'waiting' | 'receiving';

export interface Circumstances {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly phase: Phase;
  /** Where the other end of the connection is a proxy. */
  readonly proxy?: Proxy | undefined;
}

const unreachableReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: "the host name doesn't resolve",
  EAI_AGAIN: "the host name can't be resolved just now",
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EADDRNOTAVAIL: 'this machine has no address or port to connect from',
  ETIMEDOUT: "the host doesn't answer",
};

const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** By name or number: the alerts with which a server turns away a client for its certificate, or for having none. */
const certificateAlert =
  /_ALERT_(HANDSHAKE_FAILURE|BAD_CERTIFICATE|CERTIFICATE_|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)|alert number (4[0-689]|116)\b/;

/** Turns an error of node's HTTP client into a transport failure. */
export function failure(error: unknown, { origin, phase, proxy }: Circumstances): TargetError {
  // Of a proxy's, and told already.
  if (error instanceof TargetError) return error;
  if (proxy !== undefined && phase === 'connecting') return proxyUnreachable(error, proxy);
  const code = codeOf(error);
  if (tlsCode.test(code)) return tlsFailure(error, code, origin);
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new TargetError(
      'too-large',
      `The headers of the answer from ${origin} are larger than the suite takes. Look at what the server sends there.`,
      error,
    );
  }
  if (phase === 'receiving') {
    return new TargetError(
      'truncated',
      `The answer from ${origin} broke off or its length is not what it announced (${code}). Look for a proxy or a crash that cuts answers short, then run again.`,
      error,
    );
  }
  if (code.startsWith('HPE_')) {
    return new TargetError(
      'not-http',
      `What ${origin} answered is not HTTP (${code}). Check that baseUrl has the right port and scheme; a TLS port needs https.`,
      error,
    );
  }
  if (phase === 'connecting' && code !== 'ECONNRESET') {
    const reason = unreachableReasons[code] ?? 'the connection failed';
    return new TargetError(
      'unreachable',
      `Can't reach ${origin}: ${reason} (${code}). Start the server, or correct baseUrl in the target file.`,
      error,
    );
  }
  return new TargetError(
    'reset',
    `${origin} closed the connection without an answer (${code}). Look into the server's log for a crash, or for a proxy that drops connections.${clientCertificateHint(origin)}`,
    error,
  );
}

export function proxyUnreachable(error: unknown, proxy: Proxy): TargetError {
  const code = codeOf(error);
  const reason = tlsCode.test(code)
    ? 'no TLS connection to it'
    : (unreachableReasons[code] ?? 'the connection failed');
  return new TargetError(
    'unreachable',
    `Can't reach ${nameOf(proxy)}: ${reason} (${code}). Correct ${proxy.variable}, or name the target's host in NO_PROXY.`,
  );
}

/** @param status of the answer with which the proxy refused */
export function proxyRefused(
  status: number,
  { proxy, origin }: { proxy: Proxy; origin: string },
): TargetError {
  const advice =
    status === 407
      ? `It asks for credentials: write them into ${proxy.variable} as http://USER:PASSWORD@HOST:PORT.`
      : `Look into the proxy's log, correct baseUrl, or name the target's host in NO_PROXY.`;
  return new TargetError(
    'unreachable',
    `No way through ${nameOf(proxy)}, to ${origin}: it answered ${String(status)}. ${advice}`,
  );
}

/** A proxy without its credentials. */
function nameOf({ variable, url }: Proxy): string {
  return `the proxy ${url.host}, which ${variable} names`;
}

export function timedOut(seconds: number, { origin, phase, proxy }: Circumstances): TargetError {
  const what = {
    connecting: "the connection wasn't open",
    waiting: 'no answer had come',
    receiving: "the answer hadn't ended",
  }[phase];
  return new TargetError(
    'timeout',
    `After ${seconds} s ${what} (${origin}${proxy === undefined ? '' : ` through ${nameOf(proxy)}`}). See whether the server hangs or is overloaded, then run again.`,
  );
}

export function tooLarge(limitBytes: number, origin: string): TargetError {
  return new TargetError(
    'too-large',
    `An answer from ${origin} is larger than ${Math.ceil(limitBytes / 1024)} KiB, unpacked, and was not read to its end. Look at what the server sends there.`,
  );
}

export function tooLong(origin: string): TargetError {
  return new TargetError(
    'truncated',
    `More came from ${origin} than the answer announced (Content-Length). Look for a proxy that repacks answers, then run again.`,
  );
}

export function undecodable(encoding: string, origin: string, cause: unknown): TargetError {
  return new TargetError(
    'truncated',
    `The body of an answer from ${origin} can't be unpacked as ${encoding} (${codeOf(cause)}). Look for a proxy that cuts or repacks answers, then run again.`,
    cause,
  );
}

/** Some servers close the connection on a client whose certificate they don't accept, and send no alert. */
function clientCertificateHint(origin: string): string {
  return origin.startsWith('https:')
    ? ' If it asks for a certificate of the client, give it one that it accepts: tls.certificate in the target file.'
    : '';
}

function tlsFailure(error: unknown, code: string, origin: string): TargetError {
  return new TargetError('tls', tlsTrouble(error, code, origin), error);
}

function tlsTrouble(error: unknown, code: string, origin: string): string {
  if (certificateAlert.test(error instanceof Error ? `${code} ${error.message}` : code)) {
    return `${origin} refused the TLS connection (${code}): it asks for a certificate of the client, or doesn't accept the one that it got. Name one as tls.certificate, with its tls.key, in the target file.`;
  }
  return code === 'EPROTO' || code.startsWith('ERR_SSL_')
    ? `No TLS connection to ${origin} (${code}). Check that the port speaks TLS; if it doesn't, baseUrl has to start with http.`
    : `The TLS certificate of ${origin} isn't trusted (${code}). Correct the certificate or the host name in baseUrl, or name its authority as tls.ca in the target file or in NODE_EXTRA_CA_CERTS.`;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown error';
}
