/**
 * Texts that a careless implementation damages, each in one way: what a text field holds in another script it holds in
 * a comment, too. None has a comma, which would part tags, or blanks at its ends.
 */
export const textKinds = {
  quotes: `"double" 'single' «angle» “curly” back\\slash\\ 100% %41 a+b`,
  markup: `<b>Tom & Jerry</b> &amp; &lt;i&gt; &#39; <script>alert(1)</script>`,
  astral: '𠮷野家 🚀 👩‍👩‍👧‍👦 𝒜𝓂ℴ',
  combining: 'q̃uito x̂y̌z Ε̃λλα̃ς',
  rightToLeft: 'عميل مهم – לקוח חשוב',
  leadingZeros: '000123',
  zero: '0',
} as const;

/** Texts of whose shape the document is silent: a target may refuse them, and not change them unsaid. */
export const shapedTexts = {
  'two lines': 'The first line\nand the second',
  'a tab': 'before the tab\tand behind it',
  'two blanks': 'two  blanks   and three',
  'a blank at the end': 'a blank behind it ',
  'letters with marks of their own': 'Cafe\u0301 Mu\u0308ller',
} as const;

/** Lengths in UTF-16 units at which texts are cut where columns have a usual length, and one above each of them. */
const lengths = [256, 1_000] as const;

/** Texts of a length that exceeds a usual one (reading `textLength`). */
export const longTexts = {
  '256 characters': ofLength(lengths[0]),
  '1000 characters': ofLength(lengths[1]),
} as const;

/** The text behind an opening, and no longer than the text was. */
export function behind(opening: string, text: string): string {
  const whole = `${opening} ${text}`;
  return text.length < lengths[0] ? whole : whole.slice(0, text.length - 1) + '.';
}

/** Numbered words, so that it shows where a text was cut. */
function ofLength(length: number): string {
  return (
    Array.from({ length }, (_, index) => `word${index}`)
      .join(' ')
      .slice(0, length - 1) + '.'
  );
}

/** Whole numbers that need more than 31 bits: a target may refuse them, and not change them unsaid. */
export const wideNumbers = { '2^31': 2_147_483_648, '2^40': 1_099_511_627_776 } as const;

/** Moments that need more than 31 bits of seconds, in 2038 and in 2106: the second needs more than 32. */
export const wideMoments = { 'in 2038': 2_147_483_653, 'in 2106': 4_294_967_303 } as const;
