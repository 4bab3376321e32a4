/**
 * Text that came from a server, made fit for people and formats.
 * Nothing here knows markup: escaping belongs to each renderer.
 */

const [esc, bel] = ['\u001b', '\u0007'];

/** Terminal sequences: CSI, OSC (ended by BEL or ST), and the two-character escapes. */
const ansi = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bel}${esc}]*(?:${bel}|${esc}\\\\)?|[ -/]*[0-~])`,
  'g',
);

/** What steers a terminal or turns text around, halves of surrogate pairs, non-characters; not tab and newline. */
const control =
  /[^\P{Cc}\t\n]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** Tag characters hide text from the eye; they also spell the flags of regions. */
const tag = /[\u{e0000}-\u{e007f}]/gu;

/**
 * The text without terminal sequences and control characters: for the terminal and for XML.
 * Tabs and newlines stay, `\r\n` becomes `\n`.
 */
export function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(ansi, '').replace(control, '').replace(tag, '');
}

/** `plain` on one line, cut to a length in characters. */
export function oneLine(text: string, longest = 400): string {
  const line = plain(text).replace(/\s+/g, ' ').trim();
  const characters = Array.from(line.slice(0, longest * 2));
  return characters.length <= longest && line.length <= longest * 2
    ? line
    : `${characters.slice(0, longest - 1).join('')}…`;
}

/** The beginning of a text, and how many characters were left out. */
export interface Cut {
  readonly text: string;
  readonly left: number;
}

/** Cuts a text to a length in characters, never through a surrogate pair. */
export function cut(text: string, longest: number): Cut {
  if (text.length <= longest) return { text, left: 0 };
  const begin = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return { text: begin, left: text.length - begin.length };
}

/**
 * The text with every invisible character shown: `⟦U+001B⟧` for ESC, `⟦U+202E⟧` for a bidirectional override.
 * For HTML, where a reader should see that a server sent one.
 * @param longest cut to so many characters, so that no text of a server can make a page too long to open
 */
export function visible(text: string, longest = 2_000): string {
  const { text: begin, left } = cut(text, longest);
  return `${begin}${left > 0 ? '…' : ''}`.replace(/\r\n/g, '\n').replace(control, shown).replace(tag, shown);
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

/** `1 request`, `2 requests`, `2 retries`. */
export function several(count: number, noun: string): string {
  const plural = noun.endsWith('ry') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${String(count)} ${count === 1 ? noun : plural}`;
}
