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

/** Texts of digits alone, which a careless implementation takes for a number, or for none. */
export const digitTexts = { 'a zero alone': '0', 'digits alone': '0042' } as const;

/** Texts of whose shape the document is silent: a target may refuse them, and not change them unsaid. */
export const shapedTexts = {
  'two lines': 'The first line\nand the second',
  'a tab': 'before the tab\tand behind it',
  'two blanks': 'two  blanks   and three',
  'a blank at the end': 'a blank behind it ',
  'letters with marks of their own': 'Cafe\u0301 Mu\u0308ller',
} as const;

/** UTF-16 units that usual columns of texts have at most. */
const USUAL = 255;

/** Texts that go into a column of a usual length, as far as they are kept at all (reading `textLength`). */
export const longTexts = { '200 characters': ofLength(200) } as const;

/** Texts that go into no such column. */
export const overlongTexts = {
  '256 characters': ofLength(USUAL + 1),
  '1000 characters': ofLength(1_000),
} as const;

/** The text behind an opening, and no longer than the text was. */
export function behind(opening: string, text: string): string {
  const whole = `${opening} ${text}`;
  return text.length <= USUAL ? whole : whole.slice(0, text.length - 1) + '.';
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

/** Moments that have passed, of which a next purchase may be overdue. */
export const pastMoments = { 'in 2015': 1_430_131_507 } as const;

/** Moments that need more than 31 bits of seconds, in 2038 and in 2106: the second needs more than 32. */
export const wideMoments = { 'in 2038': 2_147_483_653, 'in 2106': 4_294_967_303 } as const;
