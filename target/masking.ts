/** Finds secrets in texts, in any disguise, and puts masks in their places. */
import { type Disguise, encodingsOf, spellingOf } from './disguises.ts';

export type Mask = (text: string) => string;

/** What finds a secret that is written in one way. */
export interface Way {
  /** Source of an expression that finds where it may begin. */
  readonly begins: string;
  /** Where it ends in a text when it begins at a place; 0 where it does not. */
  readonly endIn: (text: string, at: number) => number;
  /**
   * Texts in lower case, of which one stands in whatever holds the secret so, in lower case itself, with its escapes or
   * without them; absent where there are none.
   */
  readonly traces?: readonly string[];
}

/** Where a single character is written in another way. */
const escapes = /\\u([\da-f]{4})|%([\da-f]{2})|&#x([\da-f]+);|&#(\d+);|\\\//gi;

/** Characters that are written in another way by such escapes alone. */
const unescaped = /^[\w.~-]+$/;

/** What finds a secret in the longer of its disguises, and spelled character by character. */
interface Sought {
  readonly encoded: readonly Way[];
  readonly spelled: Way;
}

/** Each secret that is learnt has all of them sought anew. */
const made = new Map<string, Sought>();
const mostMade = 100;

/** What finds a secret. */
export function soughtFor(secret: string): Sought {
  const sought = made.get(secret) ?? makeSoughtFor(secret);
  if (made.size >= mostMade) made.clear();
  made.set(secret, sought);
  return sought;
}

function makeSoughtFor(secret: string): Sought {
  const spelled = wayOf(spellingOf(secret));
  return {
    encoded: encodingsOf(secret).map(({ parts, traces }) => ({
      ...wayOf(parts),
      ...(traces && { traces: [...new Set(traces.map((trace) => trace.toLowerCase()))] }),
    })),
    spelled: unescaped.test(secret) ? { ...spelled, traces: [secret.toLowerCase()] } : spelled,
  };
}

/** What finds a text as it stands. */
export function literally(text: string): Way {
  return wayOf(Array.from(text, (character) => (/\w/.test(character) ? character : `\\${character}`)));
}

/**
 * One pass over a text: what was masked is never looked at again.
 * @param sought the first that fits a place is taken; `told` stands there then
 */
export function maskOver(sought: readonly (Way & { readonly told: string })[]): Mask {
  if (sought.length === 0) return (text) => text;
  let compiled: RegExp | undefined;
  return (text) => {
    // Hardly any text is ever looked through: most hold nothing at first sight.
    const begin = (compiled ??= new RegExp([...new Set(sought.map(({ begins }) => begins))].join('|'), 'g'));
    const parts: string[] = [];
    let from = 0;
    begin.lastIndex = 0;
    for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
      const at = found.index;
      const hit = sought.find(({ endIn }) => endIn(text, at) > at);
      const end = hit?.endIn(text, at) ?? at;
      begin.lastIndex = Math.max(end, at + 1);
      if (hit === undefined) continue;
      parts.push(text.slice(from, at), hit.told);
      from = end;
    }
    return parts.length === 0 ? text : [...parts, text.slice(from)].join('');
  };
}

/** Characters of a text without its escapes that are looked through at once, besides those that overlap. */
const PIECE = 10_000;

/**
 * Whether anything that is looked for stands in a text without its escapes but not in the text as it stands, and so
 * around an escape: no more than that is read, since copies of long texts cost more than all else.
 * @param longest characters that what is looked for may have
 */
function holdsUnescaped(text: string, holds: (part: string) => boolean, longest: number): boolean {
  if (!/[\\%&]/.test(text)) return false;
  let [plain, from] = ['', 0];
  for (const escape of text.matchAll(escapes)) {
    const between = text.slice(from, escape.index);
    if (between.length > 2 * longest || plain.length > PIECE) {
      const whole = plain + between.slice(0, longest);
      if (plain !== '' && holds(whole)) return true;
      plain = between.length > longest ? between.slice(-longest) : whole.slice(-longest);
    } else plain += between;
    plain += meantBy(escape);
    from = escape.index + escape[0].length;
  }
  return plain !== '' && holds(plain + text.slice(from, from + longest));
}

function meantBy([, json, percent, hex, decimal]: RegExpMatchArray): string {
  const code = parseInt(json ?? percent ?? hex ?? decimal ?? '2f', decimal === undefined ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** How many long texts are remembered: each body is looked at by several masks, one after the other. */
const REMEMBERED = 4;

/** How many short ones are, such as the headers that come with every message. */
const REMEMBERED_SHORT = 500;

/** Characters from which on a text is long. */
const LONG = 1000;

/** Tells of most texts that none of the secrets is in them, at a small part of what it costs to search them. */
export function lookFor(sought: readonly Way[]): (text: string) => boolean {
  const clean: string[] = [];
  const cleanShort = new Set<string>();
  const allTraces = [...new Set(sought.flatMap(({ traces = [] }) => traces))];
  const holdsTrace = anyOf(allTraces);
  const longest = Math.max(0, ...allTraces.map(({ length }) => length));
  const traceless = sought.filter(({ traces }) => traces === undefined).map(({ begins }) => begins);
  const begin = traceless.length > 0 ? new RegExp(traceless.join('|')) : null;
  return (text) => {
    if (text.length < LONG ? cleanShort.has(text) : clean.includes(text)) return false;
    // What looks like an escape may be the beginning of a secret.
    if (begin?.test(text) || holdsTrace(text) || holdsUnescaped(text, holdsTrace, longest)) return true;
    if (cleanShort.size >= REMEMBERED_SHORT) cleanShort.clear();
    if (text.length < LONG) cleanShort.add(text);
    else if (clean.push(text) > REMEMBERED) clean.shift();
    return false;
  };
}

/** A mask that remembers short texts: the credentials of a sender come with each request. */
export function remembering(mask: Mask): Mask {
  const masked = new Map<string, string>();
  return (text) => {
    if (text.length >= LONG) return mask(text);
    const known = masked.get(text);
    if (known !== undefined) return known;
    if (masked.size >= REMEMBERED_SHORT) masked.clear();
    const told = mask(text);
    masked.set(text, told);
    return told;
  };
}

/** Characters of a trace by which it is recognized at first sight. */
const GRAM = 6;

/** How many grams are told apart without a look at them. */
const PLACES = 1 << 16;

/**
 * Whether any of many texts in lower case stands in a longer one, in either case. That is not searched for each: where
 * one of them stands, one of its grams stands at every so many characters, which are looked up.
 */
function anyOf(traces: readonly string[]): (text: string) => boolean {
  const shortest = Math.min(...traces.map(({ length }) => length));
  const size = Math.min(GRAM, shortest);
  const step = shortest - size + 1;
  const grams = new Set(
    traces.flatMap((trace) =>
      Array.from({ length: trace.length - size + 1 }, (_, at) => trace.slice(at, at + size)),
    ),
  );
  const marked = new Uint8Array(PLACES);
  for (const gram of grams) marked[placeOf(gram, 0, size)] = 1;
  return (text) => {
    for (let at = 0; at + size <= text.length; at += step) {
      if (marked[placeOf(text, at, size)] === 0) continue;
      if (!grams.has(text.slice(at, at + size).toLowerCase())) continue;
      const inLowerCase = text.toLowerCase();
      return traces.some((trace) => inLowerCase.includes(trace));
    }
    return false;
  };
}

/** A letter has the same place in either case: a long text is not copied to be looked through. */
function placeOf(text: string, at: number, size: number): number {
  let place = 0;
  for (let end = at + size; at < end; at += 1)
    place = (place * 31 + (text.charCodeAt(at) | CASE)) & (PLACES - 1);
  return place;
}

/** The bit by which small letters differ from capitals. */
const CASE = 0x20;

/** Parts of a secret by which it is found: an expression for many secrets has to stay small. */
const partsToBegin = 6;

/** Parts of a secret that one expression takes: one for the whole of a long token is more than the engine holds. */
const partsAtOnce = 24;

function wayOf(parts: Disguise): Way {
  const pieces = piecesOf(parts);
  const compiled: RegExp[] = [];
  return {
    begins: parts.slice(0, partsToBegin).join(''),
    endIn: (text, at) => {
      let end = at;
      for (const [index, piece] of pieces.entries()) {
        const expression = (compiled[index] ??= new RegExp(piece, 'y'));
        expression.lastIndex = end;
        if (!expression.test(text)) return 0;
        end = expression.lastIndex;
      }
      return end;
    },
  };
}

/** No piece ends behind what may be spelled in such ways that only what follows tells which was meant. */
function piecesOf(parts: Disguise): readonly string[] {
  const pieces: string[] = [];
  let piece: string[] = [];
  for (const part of parts) {
    piece.push(part);
    if (piece.length < partsAtOnce || !/[a-z\d]\)?$/i.test(part)) continue;
    pieces.push(piece.join(''));
    piece = [];
  }
  return piece.length > 0 ? [...pieces, piece.join('')] : pieces;
}
