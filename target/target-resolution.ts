import { resolve } from 'node:path';
import schema from '../spec/schemas/target.schema.json' with { type: 'json' };
import { isObject } from '../spec/contract/json.ts';
import type { Account, Credentials, Features, Target, TlsFiles } from './target.ts';
import type { StartSettings } from './started.ts';
import type { TraceSettings } from './tracing.ts';

export interface CredentialsInput {
  readonly bearer?: string;
  readonly tokenCommand?: string;
  readonly cookie?: string;
  readonly login?: { readonly user: string; readonly hash: string };
  readonly headers?: Readonly<Record<string, string>>;
}

interface AccountInput {
  readonly id?: number | string;
  readonly timezone?: string;
  readonly [part: string]: unknown;
}

/** A target file as its author wrote it, valid against `spec/schemas/target.schema.json`. */
export interface TargetInput {
  readonly name: string;
  readonly baseUrl: string;
  readonly allowWrites?: string;
  readonly auth: { readonly administrator: CredentialsInput; readonly member?: CredentialsInput };
  readonly account?: AccountInput;
  readonly features?: Features;
  readonly pace?: {
    readonly requestsPerSecond?: number;
    readonly concurrency?: number;
    readonly timeoutSeconds?: number;
    readonly limitSeconds?: number;
  };
  readonly quota?: { readonly liveObjects?: number };
  /** Where commands run and relative paths start from. */
  readonly folder?: string;
  readonly tls?: TlsFiles;
  readonly trace?: Partial<TraceSettings>;
  readonly start?: Partial<Omit<StartSettings, 'folder' | 'ready'>> & Pick<StartSettings, 'ready'>;
}

/** The pace advised for accounts of the vendor; nobody is hurt by a faster one on the own machine. */
const politeRequestsPerSecond = 7;
const defaultConcurrency = 2;
const defaultTimeoutSeconds = 30;
const defaultLimitSeconds = 300;
const defaultReadySeconds = 60;

const everyFeature: Features = Object.fromEntries(
  Object.keys(schema.properties.features.properties).map((name) => [name, true]),
);

/** More than a whole run creates: it only stops one that has gone wild. */
const defaultLiveObjects = 2000;

/**
 * Fills in the defaults. The input has to be valid, its base URL too.
 * @param home the folder of the target file
 */
export function resolveTarget(input: TargetInput, home: string): Target {
  const folder = resolve(home, input.folder ?? '.');
  const { origin, host, hostname, pathname } = new URL(input.baseUrl);
  const loopback = isLoopback(hostname);
  const { administrator, member } = input.auth;
  return {
    name: input.name,
    baseUrl: `${origin}${pathname}`.replace(/\/+$/, ''),
    loopback,
    writable: loopback || [host, hostname].includes(input.allowWrites?.toLowerCase() ?? ''),
    auth: {
      administrator: resolveCredentials(administrator, folder),
      ...(member === undefined ? {} : { member: resolveCredentials(member, folder) }),
    },
    account: resolveAccount(input.account ?? {}),
    features: { ...everyFeature, ...input.features },
    pace: {
      requestsPerSecond: input.pace?.requestsPerSecond ?? (loopback ? null : politeRequestsPerSecond),
      concurrency: input.pace?.concurrency ?? defaultConcurrency,
      timeoutSeconds: input.pace?.timeoutSeconds ?? defaultTimeoutSeconds,
      limitSeconds: input.pace?.limitSeconds ?? defaultLimitSeconds,
    },
    quota: { liveObjects: input.quota?.liveObjects ?? defaultLiveObjects },
    ...(input.tls !== undefined && { tls: resolveTls(input.tls, folder) }),
    ...(input.start !== undefined && {
      start: { readySeconds: defaultReadySeconds, env: {}, ...input.start, folder },
    }),
    ...(input.trace !== undefined && { trace: { headers: false, ...input.trace } }),
  };
}

/** What is wrong with a base URL, as sentences; null when nothing is. The URL itself is not shown. */
export function baseUrlProblem(baseUrl: string): string | null {
  if (!URL.canParse(baseUrl)) {
    return 'baseUrl is no absolute URL. Write it with its scheme, for example https://staging.example.test.';
  }
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `baseUrl has to start with http:// or https://, not ${url.protocol}`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'baseUrl holds a user or password. Credentials belong under auth, which keeps them out of the reports.';
  }
  if (/[?#]/.test(baseUrl)) return 'baseUrl has a query or fragment. Leave it out: the tests add their own.';
  if (/\/api\/v2(\/|$)/.test(url.pathname)) {
    return 'baseUrl already holds /api/v2. Leave that out: the tests add it.';
  }
  return null;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function resolveTls({ passphrase, ...files }: TlsFiles, folder: string): TlsFiles {
  const absolute = Object.entries(files).map(([name, file]): [string, string] => [
    name,
    resolve(folder, file),
  ]);
  return { ...Object.fromEntries(absolute), ...(passphrase !== undefined && { passphrase }) };
}

function resolveCredentials(
  { bearer, tokenCommand, cookie, login, headers }: CredentialsInput,
  folder: string,
): Credentials {
  if (bearer !== undefined) return { kind: 'bearer', token: bearer };
  if (tokenCommand !== undefined) return { kind: 'tokenCommand', command: tokenCommand, folder };
  if (cookie !== undefined) return { kind: 'cookie', cookie };
  if (login !== undefined) return { kind: 'login', ...login };
  return { kind: 'headers', headers: headers ?? {} };
}

function resolveAccount({ id, timezone, ...parts }: AccountInput): Account {
  return {
    ...(id !== undefined && { id: Number(id) }),
    ...(timezone !== undefined && { timezone }),
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, inDigits(part)])),
  };
}

/** The same with its numbers in digits: an id of the environment is a text, another one may be quoted or not. */
function inDigits(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(inDigits);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inDigits(one)]));
}
