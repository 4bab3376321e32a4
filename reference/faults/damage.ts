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
