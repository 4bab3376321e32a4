/** What went wrong on the wire, as breakdowns in plain sentences. */
import { TargetError } from './errors.ts';

/** How far an exchange had come when it broke. */
export type Stage = 'connecting' | 'waiting' | 'receiving';

export interface Circumstances {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly stage: Stage;
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

/** Turns an error of node's HTTP client into a breakdown. */
export function failure(error: unknown, { origin, stage }: Circumstances): TargetError {
  const code = codeOf(error);
  if (tlsCode.test(code)) return tlsFailure(error, code, origin);
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new TargetError(
      'too-large',
      `The headers of the answer from ${origin} are larger than the suite takes. Look at what the server sends there.`,
      error,
    );
  }
  if (stage === 'receiving') {
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
  if (stage === 'connecting' && code !== 'ECONNRESET') {
    const reason = unreachableReasons[code] ?? 'the connection failed';
    return new TargetError(
      'unreachable',
      `Can't reach ${origin}: ${reason} (${code}). Start the server, or correct baseUrl in the target file.`,
      error,
    );
  }
  return new TargetError(
    'reset',
    `${origin} closed the connection without an answer (${code}). Look into the server's log for a crash, or for a proxy that drops connections.`,
    error,
  );
}

export function timedOut(seconds: number, { origin, stage }: Circumstances): TargetError {
  const what = {
    connecting: "the connection wasn't open",
    waiting: 'no answer had come',
    receiving: "the answer hadn't ended",
  }[stage];
  return new TargetError(
    'timeout',
    `After ${seconds} s ${what} (${origin}). See whether the server hangs or is overloaded, then run again.`,
  );
}

export function tooLarge(limitBytes: number, origin: string): TargetError {
  return new TargetError(
    'too-large',
    `An answer from ${origin} is larger than ${Math.ceil(limitBytes / 1024)} KiB, unpacked, and was not read to its end. Look at what the server sends there.`,
  );
}

export function undecodable(encoding: string, origin: string, cause: unknown): TargetError {
  return new TargetError(
    'truncated',
    `The body of an answer from ${origin} can't be unpacked as ${encoding} (${codeOf(cause)}). Look for a proxy that cuts or repacks answers, then run again.`,
    cause,
  );
}

function tlsFailure(error: unknown, code: string, origin: string): TargetError {
  const says =
    code === 'EPROTO' || code.startsWith('ERR_SSL_')
      ? `No TLS connection to ${origin} (${code}). Check that the port speaks TLS; if it doesn't, baseUrl has to start with http.`
      : `The TLS certificate of ${origin} isn't trusted (${code}). Correct the certificate or the host name in baseUrl, or name its authority in NODE_EXTRA_CA_CERTS.`;
  return new TargetError('tls', says, error);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown error';
}
