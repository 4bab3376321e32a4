import type { Socket } from 'node:net';
import type { Moment } from './moments.ts';
import type { Answer, Asked } from './wire.ts';

/** What a harm has to work with. */
export interface Line {
  readonly socket: Socket;
  /** The honest answer; an empty list where the request was not carried out. */
  readonly answer: Answer;
  readonly asked: Asked;
  /** Ends every connection, and lets nobody connect any more. */
  readonly stop: () => void;
}

/** Answers in the place of the server. */
export type Harm = (line: Line) => void;

/** A harm that strikes now. */
export interface Strike {
  readonly play: Harm;
  /** Whether the request is kept from the server. */
  readonly before: boolean;
}

/** What is wrong with a line: which requests are struck, and with what. */
export interface Trouble {
  readonly strike: (asked: Asked) => Strike | null;
}

/** Requests that never reach the server. */
export function lost(moment: Moment, play: Harm): Trouble {
  return { strike: (asked) => (moment(asked) ? { play, before: true } : null) };
}

/** Requests that are carried out, and whose answers are spoilt. */
export function spoilt(moment: Moment, play: Harm): Trouble {
  return { strike: (asked) => (moment(asked) ? { play, before: false } : null) };
}

/** The first of several troubles that strikes. */
export function either(...troubles: readonly Trouble[]): Trouble {
  return {
    strike: (asked) => {
      const strikes = troubles.map(({ strike }) => strike(asked));
      return strikes.find((strike) => strike !== null) ?? null;
    },
  };
}

export const none: Trouble = { strike: () => null };
