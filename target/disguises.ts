/**
 * The ways in which a server may echo a secret: plain, percent-encoded, JSON- or HTML-escaped (each character
 * by itself), or inside base64 at any alignment. Each as the source of a regular expression.
 */

/** Shorter pieces of base64 would be found by chance. */
const shortestBase64 = 8;

/** Sources of expressions that find the secret, longest disguise first. */
export function disguisesOf(secret: string): readonly string[] {
  const spelled = Array.from(secret, spellings).join('');
  return [...base64Sources(secret), spelled];
}

/** One character in each of its spellings; letters and digits are never escaped. */
function spellings(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  const all = [
    ...jsonEscapes(character),
    ...htmlEscapes(character),
    percentEncoded(character),
    ...(character === ' ' ? ['\\+'] : []),
    escaped(character),
    // A header is read as Latin-1, whatever was written.
    ...(character > '\u007f' ? [escaped(Buffer.from(character, 'utf8').toString('latin1'))] : []),
  ];
  return `(?:${all.join('|')})`;
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

/**
 * What the secret contributes to base64 text at each of the three alignments: the characters that no
 * neighbour changes. The first also finds the secret encoded by itself, with its padding.
 */
function base64Sources(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const cores = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((shift + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((shift * 8) / 6), whole);
  });
  const alone = bytes.toString('base64');
  return [alone, ...cores].filter((text) => text.length >= shortestBase64).map(base64Source);
}

/** Either alphabet; the padding may be missing or percent-encoded. */
function base64Source(text: string): string {
  return text
    .replace(
      /[+/=]/g,
      (character) => ({ '+': '(?:[+-]|%2[bB])', '/': '(?:[/_]|\\\\/|%2[fF])' })[character] ?? '=',
    )
    .replace(/=+$/, '(?:=|%3[dD]){0,2}');
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
