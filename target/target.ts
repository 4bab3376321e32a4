import type { Sender } from '../spec/run/exchange.ts';
import type { StartSettings } from './started.ts';
import type { TraceSettings } from './tracing.ts';

/** Who the target file can name. */
export type Role = 'administrator' | 'member';

/** Whether a request is sent by somebody whom the target file can name. */
export function isRole(sender: Sender): sender is Role {
  return sender === 'administrator' || sender === 'member';
}

/** How a role shows who it is: exactly one way. */
export type Credentials =
  | { readonly kind: 'bearer'; readonly token: string }
  /** A command line that prints a bearer token, and the absolute path of the folder where it runs. */
  | { readonly kind: 'tokenCommand'; readonly command: string; readonly folder: string }
  | { readonly kind: 'cookie'; readonly cookie: string }
  | { readonly kind: 'login'; readonly user: string; readonly hash: string }
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> };

/** What the target file says of the account: ids in digits, however the file writes them. */
export interface Account {
  /** Where it is given, no other account may be changed. */
  readonly id?: number;
  /** IANA name. */
  readonly timezone?: string;
  /** Things that exist in it, which the API's descriptor reads. */
  readonly [part: string]: unknown;
}

/** PEM files by absolute path, and what the key is locked with. */
export interface TlsFiles {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

export type Features = Readonly<Record<string, boolean>>;

/** A target file, read: environment filled in, defaults in place. Plain data that survives JSON. */
export interface Target {
  readonly name: string;
  /** Without a trailing slash; `/api/v2/…` is appended to it. */
  readonly baseUrl: string;
  /** Whether the host is this machine. */
  readonly loopback: boolean;
  /** Whether things may be created, changed and deleted there: on this machine, or where `allowWrites` names the host. */
  readonly writable: boolean;
  /** What `allowWrites` names in the place of the host, and in which line of the file; absent where it names none. */
  readonly otherHost?: { readonly named: string; readonly line?: number };
  readonly auth: { readonly administrator: Credentials; readonly member?: Credentials };
  readonly account: Account;
  /** What the target has, by the names of the target file; all of it by default. */
  readonly features: Features;
  readonly pace: {
    /** null: no limit */
    readonly requestsPerSecond: number | null;
    readonly concurrency: number;
    readonly timeoutSeconds: number;
    /** How long a target that limits the rate, or is down, is waited for in a row, over all requests. */
    readonly limitSeconds: number;
  };
  readonly quota: { readonly liveObjects: number };
  /** The environment's variables that the file names, by name: credentials are told by them. None by default. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly tls?: TlsFiles;
  /** How its exchanges are found in its logs. */
  readonly trace?: TraceSettings;
  /** How it is started for a run. */
  readonly start?: StartSettings;
}
