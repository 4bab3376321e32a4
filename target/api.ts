/**
 * All that the engine, the client and the commands are told of the API that is certified: how it is entered, how a
 * run marks, finds and puts back its records, and what an account offers.
 */
import type { OperationId } from '../spec/operations.ts';
import type { Exchange, Headers, ReceivedResponse, TransportFailure } from '../spec/run/exchange.ts';
import type { Caller } from './caller.ts';
import type { Client } from './client.ts';
import type { Finding } from './finding.ts';
import type { WireResponse } from './http.ts';
import type { JournalFacts } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { Outgoing } from './outgoing.ts';
import type { Credentials, Role, Target } from './target.ts';

/** One API. `F` is what its scenarios are furnished with, `A` what a target file names of an account. */
export interface Api<F extends object, A extends object = object> {
  readonly entrance: Entrance;
  readonly records: Records;
  readonly account: AccountPart<A>;
  /** What a target file can switch off, by the names that it has there. */
  readonly features: Readonly<Record<string, Feature>>;
  /** Whether an answer can be the one to a read, by what both say of themselves; true where it can't be told. */
  readonly fits: (request: Announced, response: ReceivedResponse) => boolean;
  /** What answers show of an acknowledged change, once it is visible. */
  readonly awaitedFrom: (change: Exchange) => readonly Awaited[];
  /** Seconds since the epoch by the target's clock, where the headers of its answer tell it. */
  timeIn(headers: Headers): number | null;
  /**
   * Learns what the account offers, and draws the marker of the run, before anything is changed.
   * @throws CannotJudge where another run is seen to be at work on the account
   */
  open(
    administrator: Caller,
    run: {
      readonly target: Target;
      readonly seed: number;
      readonly ledger: Ledger;
      /** Waits so many seconds; for a run that changes something, which must not meet another one. */
      readonly pause?: (seconds: number) => Promise<void>;
    },
  ): Promise<Opened<F>>;
  /**
   * Deletes what the run created.
   * @param kept records that are left for somebody to look at
   * @returns what is left, a sentence each
   */
  tidyUp(
    administrator: Caller,
    ledger: Ledger,
    marker: string,
    kept?: readonly RecordId[],
  ): Promise<readonly string[]>;
  /**
   * Looks for what a run left, by its marker and by its journal; without a journal for what any run left by its
   * marker. An id alone is never enough: it may have been given to something else since. What may be of a run that is
   * at work, on another machine, is left alone.
   */
  planSweep(administrator: Caller, journal: JournalFacts | null, how: SweepTerms): Promise<SweepPlan>;
}

export interface Opened<F extends object> {
  readonly marker: string;
  readonly furniture: F;
}

/** The way in, as the client takes it. */
export interface Entrance {
  /** Path and query of a harmless GET, with which a run begins: a list of records. */
  readonly path: string;
  /** What the list holds, in words: one, and several. */
  readonly one: string;
  readonly many: string;
  /**
   * Reads from the answer whether a run makes sense.
   * @returns why not, as plain sentences with what to do; null when all is well
   */
  obstacleIn(exchange: Exchange, role: Role, target: Target): TransportFailure | null;
  /** Whether the body of a 200 is such a list. */
  isList(body: string): boolean;
  loginRequest(role: Role, login: Login): Outgoing;
  /**
   * Why an answer to a login gives no session, in plain sentences; null when it gives one.
   * @param cookies how many cookies the answer leaves behind
   */
  readonly loginRefusal: (role: Role, response: WireResponse, cookies: number) => string | null;
}

export type Login = Omit<Extract<Credentials, { kind: 'login' }>, 'kind'>;

/** What a run creates and changes. */
export interface Records {
  /** In words, one of each kind by its name; what hangs on others comes after them. */
  readonly kinds: Readonly<Record<string, string>>;
  /** For each kind the requirements by which a record that was added is seen to be there and the run's own. */
  readonly shownBy: Readonly<Record<string, readonly string[]>>;
  /** For each kind the requirement that a record which was added stays until somebody asks to delete it. */
  readonly staysBy: Readonly<Record<string, string>>;
  /** For each kind the requirement that a record shows the same while no request names it. */
  readonly untouchedBy: Readonly<Record<string, string>>;
  /** For each kind the requirement that a record has an id of its own. */
  readonly ownIdBy: Readonly<Record<string, string>>;
  /** For each kind the requirement that a new record has an id which none has had before. */
  readonly newBy: Readonly<Record<string, string>>;
  /** What of the account can only be replaced as a whole, in words, by which operation, and the requirement that it stays as it is sent. */
  readonly whole: { readonly many: string; readonly operation: OperationId; readonly keptBy: string };
  /** What a run changes in all, in words. */
  readonly all: string;
  /** What a request asks to create; null where it creates nothing. */
  additionsIn(request: Announced): Additions | null;
  /** What an answered and not refused change created and deleted; null for what is no change of records. */
  changeIn(exchange: Exchange): Change | null;
  /** Which records a request would change, hang something on, or delete, whether it is right or not. */
  touchedIn(request: Announced): Touched;
  /** The records that an answer shows. */
  shownIn(exchange: Exchange): readonly Shown[];
  /** What the answer to a GET shows that was not asked for, beside what was, or in the place of what the run created. */
  unaskedIn(exchange: Exchange, wasCreated: (record: RecordId) => boolean): readonly Unasked[];
  /** The records that a GET asks for by their ids. */
  namedIn(request: Announced): readonly RecordId[];
  /** Paths and queries of GETs that show the records of a kind with these ids. */
  looksFor(kind: string, ids: readonly number[]): readonly string[];
}

/** One record. */
export interface RecordId {
  readonly kind: string;
  readonly id: number;
}

export interface Touched {
  readonly changed: readonly RecordId[];
  readonly deleted: readonly RecordId[];
}

/** What was shown though nobody asked for it. */
export interface Unasked {
  /** The requirement that it speaks against. */
  readonly requirement: string;
  /** What was asked for and what came, without a full stop. */
  readonly says: string;
}

/** A record as an answer shows it. */
export interface Shown extends RecordId {
  /** The text that a run begins with its marker; empty where there is none. */
  readonly text: string;
  /** The record that it hangs on. */
  readonly owner?: RecordId;
  /** Whether it is shown as a deleted one. */
  readonly isDeleted: boolean;
  /** When it was changed last, and by whom, as the target says. */
  readonly changed: { readonly at: unknown; readonly by: unknown };
  /** What no request can change, by the names of the fields. */
  readonly constant: Readonly<Record<string, unknown>>;
  /** What changes only when a request names it, or what hangs on it: in a form that can be compared. */
  readonly changing: () => Readonly<Record<string, unknown>>;
}

/** Something that answers show once a change is visible. */
export interface Awaited {
  /** Null for what can only be replaced as a whole. */
  readonly about: RecordId | null;
  /** The record with which it goes. */
  readonly hangsOn?: RecordId;
  /** Whether the answer to a GET should show it and does not; undefined where it says nothing of it. */
  readonly isMissedIn: (request: Announced, exchange: Exchange) => boolean | undefined;
}

/** A request as it is about to be sent. */
export interface Announced {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  readonly body?: string;
  /** What the answer shows once all changes do, where the path does not tell it. */
  readonly shows?: Expected;
}

/** At least so many rows of certain records. */
export interface Expected {
  readonly of: readonly RecordId[];
  readonly rows: number;
}

export interface Additions {
  readonly kind: string;
  readonly count: number;
  /** Ids of the records on which the new ones hang. */
  readonly owners: readonly number[];
}

/** By ids. */
export interface Change {
  readonly kind: string;
  readonly created: readonly number[];
  readonly deleted: readonly number[];
  /** The records on one of which each that was created hangs; none where they stand alone. */
  readonly owners: readonly RecordId[];
}

/** How an account is swept. */
export interface SweepTerms {
  readonly target: Pick<Target, 'features'>;
  /** Whether what may be of a run at work is swept, too. */
  readonly force: boolean;
  /** Waits so many seconds. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** What a sweep would do. */
export interface SweepPlan {
  /** Whether there is nothing to do. */
  readonly isEmpty: boolean;
  /** What is left for another sweep, a sentence each. */
  readonly open: readonly string[];
  /** What nobody can know, and another sweep would not either, a sentence each. */
  readonly unknown: readonly string[];
  /** Lines for the terminal: what would be done, and what is left alone and why. */
  readonly says: readonly string[];
  /** @returns what is left all the same, a sentence each */
  carryOut(): Promise<readonly string[]>;
}

/** Something that a target need not have. */
export interface Feature {
  /** Path and query of a GET that lists it. */
  readonly path: string;
  /** What to make of an answer that lists it. */
  readonly finding: (exchange: Exchange) => Finding;
}

export type Asker = Pick<Client, 'send'>;

/** What a target file says of the account beside its id and time zone, and how the account is asked for it. */
export interface AccountPart<A extends object = object> {
  /** Path of the endpoint where an account tells of itself. */
  readonly path: string;
  /**
   * Asks the account for what it tells of itself.
   * @returns null when the target has no such endpoint, or doesn't answer it with an account
   */
  readonly facts: (client: Asker, role?: Role) => Promise<AccountFacts | null>;
  /** The account's id as its records tell it. */
  readonly idInRecords: (client: Asker) => Promise<number | undefined>;
  /** All that a target file names. */
  named(target: Target): A;
  readonly lists: readonly ListFixture[];
  readonly fields: FieldFixtures;
}

/** What an account tells of itself; nothing in it is trusted: what doesn't look as it has to is passed over. */
export interface AccountFacts {
  readonly id?: number;
  /** IANA name, known to this machine. */
  readonly timezone?: string;
  /** The id of the user who asked. */
  readonly currentUser?: number;
  /** Empty where the target doesn't tell. */
  readonly users: readonly AccountUser[];
  /** Null where the target doesn't tell. */
  readonly fields: readonly AccountField[] | null;
}

export interface AccountUser {
  readonly id: number;
  /** Absent where the target doesn't tell. */
  readonly admin?: boolean;
  readonly active?: boolean;
}

export interface AccountField {
  readonly id: number;
  /** One of the kinds of `FieldFixtures`, or `other`. */
  readonly kind: string;
  /** Ids of the options, in decimal digits. */
  readonly enums: readonly string[];
}

/** Things of one kind that a target file names by their ids. */
export interface ListFixture {
  /** The key in the target file, and the word for several. */
  readonly key: string;
  readonly one: string;
  /** What they have to be to be of use. */
  readonly usable?: string;
  /** How many a whole run takes, and with how many a target file is filled in where there are so many. */
  readonly needed: number;
  readonly offered: number;
  /** For whoever keeps the file. */
  readonly about: string;
  readonly sample: readonly number[];
  /** Path of the endpoint that is asked for them; none where the account tells of them itself. */
  readonly path?: string;
  named(target: Target): readonly number[];
  /**
   * Some of the account, each once.
   * @returns null when the target has no such endpoint; fewer than asked for, or none, when it has no more
   */
  some(client: Asker, count: number, facts: AccountFacts | null): Promise<readonly number[] | null>;
  /** Which of these exist, and are of use; null when the target doesn't tell. */
  existing(
    client: Asker,
    ids: readonly number[],
    facts: AccountFacts | null,
  ): Promise<readonly number[] | null>;
}

/** Fields, one of each kind, that a target file names by their ids. */
export interface FieldFixtures {
  readonly key: string;
  /** In words: one of them, and what they are fields of. */
  readonly one: string;
  readonly of: string;
  readonly kinds: readonly FieldFixture[];
  named(target: Target, kind: string): { readonly id: number; readonly enums: readonly string[] } | undefined;
}

export interface FieldFixture {
  /** The key in the target file. */
  readonly kind: string;
  /** In words: as a noun, with its article, and as an adjective before `field`. */
  readonly noun: string;
  readonly aNoun: string;
  readonly aLabel: string;
  readonly about: string;
  readonly sample: unknown;
  /** How many options of it a whole run takes, in words too, and how many a target file is filled in with. */
  readonly options?: { readonly needed: number; readonly words: string; readonly offered: number };
}
