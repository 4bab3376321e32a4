/**
 * The ways in which a server may echo a secret: plain, in another case, percent-encoded, JSON- or HTML-escaped (each
 * character by itself), in hexadecimal digits, or inside base64 at any alignment, once or twice.
 */

/** A way to write a secret: for each part of it, in order, the source of an expression that finds the part. */
export type Disguise = readonly string[];

/** Shorter pieces of base64, and of hexadecimal digits, would be found by chance. */
const shortestPiece = 8;

/** The secret character by character, each in any of its spellings. */
export function spellingOf(secret: string): Disguise {
  return Array.from(secret, spellings);
}

/** A longer way to write a secret. */
export interface Encoding {
  readonly parts: Disguise;
  /** Texts of which one stands there whenever the secret is written so without escapes; absent where there are too many. */
  readonly traces?: readonly string[];
}

/** The longer ways, in which no text of ours holds a secret by chance, even where it is a word. */
export function encodingsOf(secret: string): readonly Encoding[] {
  const bytes = Buffer.from(secret, 'utf8');
  const once = base64Texts(bytes);
  const twice = once
    .flatMap((text) => [text, urlSafe(text)])
    .flatMap((text) => base64Texts(Buffer.from(text)));
  const found = [...new Set([...twice, ...once])].filter((text) => text.length >= shortestPiece);
  const inBase64 = found.map((text): Encoding => {
    const bare = text.replace(/=+$/, '');
    return { parts: base64Characters(text), traces: [...new Set([bare, urlSafe(bare)])] };
  });
  const inHex: Encoding = { parts: Array.from(bytes, hexDigits) };
  return bytes.length * 2 < shortestPiece ? inBase64 : [...inBase64, inHex];
}

/** One character in each of its spellings, in either case. */
function spellings(character: string): string {
  const cases = [...new Set([character, character.toLowerCase(), character.toUpperCase()])];
  // A few letters become several in the other case: `ß` and `SS`.
  const single = cases.filter((one) => Array.from(one).length === 1);
  return `(?:${[...new Set(single.flatMap(spellingsOfOne))].join('|')})`;
}

function spellingsOfOne(character: string): readonly string[] {
  return [
    ...jsonEscapes(character),
    ...htmlEscapes(character),
    percentEncoded(character),
    ...(character === ' ' ? ['\\+'] : []),
    escaped(character),
    // A header is read as Latin-1, whatever was written.
    ...(character > '\u007f' ? [escaped(Buffer.from(character, 'utf8').toString('latin1'))] : []),
  ];
}

function percentEncoded(character: string): string {
  return Array.from(Buffer.from(character, 'utf8'), (byte) => `%${anyCaseHex(byte, 2)}`).join('');
}

function jsonEscapes(character: string): readonly string[] {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const short = JSON.stringify(character).slice(1, -1);
  return [
    units.map((unit) => `\\\\u${anyCaseHex(unit, 4)}`).join(''),
    ...(short === character ? [] : [escaped(short)]),
    ...(character === '/' ? ['\\\\/'] : []),
  ];
}

const htmlNames: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

function htmlEscapes(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const name = htmlNames[character];
  return [`&#0*${code};`, `&#[xX]0*${anyCaseHex(code, 1)};`, ...(name === undefined ? [] : [`&${name};`])];
}

/** A byte in either case; what separates it from the next may be a colon, a blank or a dash. */
function hexDigits(byte: number, at: number): string {
  return `${at === 0 ? '' : '[: -]?'}${anyCaseHex(byte, 2)}`;
}

/**
 * What the bytes contribute to base64 text at each of the three alignments: the characters that no neighbour
 * changes. The first also finds them encoded by themselves, with their padding.
 */
function base64Texts(bytes: Buffer): readonly string[] {
  const cores = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((shift + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((shift * 8) / 6), whole);
  });
  return [bytes.toString('base64'), ...cores];
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Either alphabet; the padding may be missing or percent-encoded. */
function base64Characters(text: string): Disguise {
  const of: Readonly<Record<string, string>> = {
    '+': '(?:[+-]|%2[bB])',
    '/': '(?:[/_]|\\\\/|%2[fF])',
    '=': '(?:=|%3[dD])?',
  };
  return Array.from(text, (character) => of[character] ?? character);
}

function anyCaseHex(value: number, digits: number): string {
  return value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
