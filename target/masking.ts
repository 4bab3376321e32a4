/** Finds secrets in texts, in any disguise, and puts masks in their places. */
import { type Disguise, encodingsOf, spellingOf } from './disguises.ts';

export type Mask = (text: string) => string;

/** What finds a secret that is written in one way. */
export interface Way {
  /** Source of an expression that finds where it may begin. */
  readonly begins: string;
  /** Where it ends in a text when it begins at a place; 0 where it does not. */
  readonly endIn: (text: string, at: number) => number;
  /** What a text without escapes has to hold in one of its forms where the secret is written in it so. */
  readonly trace?: Trace;
}

/** Forms of a text in which the ways to write a secret are one. */
const forms = {
  lowerCase: (text: string) => text.toLowerCase(),
  digits: (text: string) => text.toLowerCase().replace(/[: -]/g, ''),
  base64: (text: string) => text.replaceAll('-', '+').replaceAll('_', '/'),
} as const;

interface Trace {
  readonly form: keyof typeof forms;
  readonly text: string;
}

/** Where single characters may be written in other ways. */
const escapes = /\\[u/]|%[\da-f]{2}|&(?:#|amp|lt|gt|quot|apos)/i;

/** Characters that are never written in another way but by escapes. */
const unescaped = /^[\w.~-]+$/;

/** What finds a secret: in the longer of its disguises, and spelled character by character. */
export function soughtFor(secret: string): { readonly encoded: readonly Way[]; readonly spelled: Way } {
  const isTraceable = unescaped.test(secret);
  return {
    encoded: encodingsOf(secret).map(({ text, form, parts }) => ({ ...wayOf(parts), trace: { form, text } })),
    spelled: {
      ...wayOf(spellingOf(secret)),
      ...(isTraceable && { trace: { form: 'lowerCase', text: secret.toLowerCase() } }),
    },
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
  const begin = new RegExp([...new Set(sought.map(({ begins }) => begins))].join('|'), 'g');
  return (text) => {
    if (!mayHoldAny(text, sought)) return text;
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

/** Rules most texts out at a small part of what it costs to search them. */
function mayHoldAny(text: string, sought: readonly Way[]): boolean {
  if (escapes.test(text)) return true;
  const made = new Map<keyof typeof forms, string>();
  return sought.some(({ trace }) => {
    if (trace === undefined) return true;
    const form = made.get(trace.form) ?? forms[trace.form](text);
    made.set(trace.form, form);
    return form.includes(trace.text);
  });
}

/** Parts of a secret that one expression takes: one for the whole of a long token is more than the engine holds. */
const partsAtOnce = 24;

function wayOf(parts: Disguise): Way {
  const pieces = piecesOf(parts);
  const compiled: RegExp[] = [];
  return {
    begins: pieces[0] ?? '',
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
