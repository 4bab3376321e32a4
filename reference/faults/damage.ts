/** Ways in which careless implementations damage texts and numbers. */

/** Kept in a character set of Western Europe: anything else becomes a question mark. */
export function latinOnly(text: string): string {
  return text.replace(/[^\u0000-\u00ff]/gu, '?');
}

/** Kept in three bytes a character at most: emoji and rare ideographs are dropped. */
export function withoutAstral(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, '');
}

/** Escaped for HTML when it is stored. */
export function htmlEscaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;');
}

/** Anything that looks like markup taken out. */
export function withoutTags(text: string): string {
  return text.replace(/<[^>]*>/g, '');
}

export function withoutBackslashes(text: string): string {
  return text.replaceAll('\\', '');
}

/** Seconds of the day on which a moment lies, or of a shorter or longer stretch. */
export function roundedDown(number: number, step: number): number {
  return Math.floor(number / step) * step;
}

/** What becomes of a text, and what does that to it, by the end of the fault's name. */
export const damages = {
  'cut-at-100': ['cut behind 100 characters', (text) => text.slice(0, 100)],
  'cut-at-191': ['cut behind 191 characters', (text) => text.slice(0, 191)],
  'cut-at-255': ['cut behind 255 characters', (text) => text.slice(0, 255)],
  'on-one-line': ['stored without line breaks', (text) => text.replaceAll('\n', ' ')],
  trimmed: ['stored without blanks at its end', (text) => text.trimEnd()],
  composed: ['stored in composed letters', (text) => text.normalize('NFC')],
  'with-single-blanks': ['stored without the second of two blanks', (text) => text.replace(/ {2,}/g, ' ')],
  escaped: ['escaped for HTML', htmlEscaped],
  'of-zero-lost': ['lost where it is 0', (text) => (text === '0' ? '' : text)],
  'without-leading-zeros': [
    'stored without zeros before a number',
    (text) => text.replace(/(?<= |^)0+(?=\d)/g, ''),
  ],
  'without-astral': ['stored without what needs four bytes', withoutAstral],
} satisfies Readonly<Record<string, readonly [how: string, change: (text: string) => string]>>;

export type Damage = keyof typeof damages;
