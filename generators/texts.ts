import type { Stream } from './stream.ts';
import { page, realName } from './voices.ts';

/**
 * Names that a careless implementation damages, by what is awkward about them. All are NFC, without control characters,
 * without blanks at the ends and without two blanks in a row, so whatever changes them has damaged them; and below 100
 * characters, since the document is silent on a limit.
 */
const nameKinds = {
  plain: (stream) => realName('latin', stream),
  cyrillic: (stream) => realName('cyrillic', stream),
  chinese: (stream) => realName('chinese', stream),
  arabic: (stream) => realName('arabic', stream),
  hindi: (stream) =>
    `${stream.pick(['श्रीमती प्रिया शर्मा', 'राजेश कुमार', 'हिन्दुस्तान स्टील', 'कृष्णा ट्रेडर्स'])} ${number(stream)}`,
  emoji: (stream) =>
    `${stream.pick(['☕️', '🚀', '🎉🎉', '💶'])} ${realName('latin', stream)} ${stream.pick(['😀', '🐘', '🇩🇪'])}`,
  joinedEmoji: (stream) => `${stream.pick(['👩‍👩‍👧‍👦', '🧑🏽‍💻', '🏳️‍🌈', '❤️‍🔥'])} ${realName('latin', stream)}`,
  astral: (stream) => `${stream.pick(['𠮷野家', '𝒜𝓂ℴ', '𐍅𐌰𐍂𐌳', '𩸽食堂'])} ${number(stream)}`,
  quoted: (stream) => `"${realName('latin', stream)}" «${realName('cyrillic', stream)}» “${number(stream)}”`,
  apostrophes: (stream) =>
    `${stream.pick(["O'Brien", 'D’Angelo', "L'Oréal", "Rock 'n' Roll"])} ${realName('latin', stream)}'s`,
  backslashes: (stream) => `C:\\new\\table\\${number(stream)} ${realName('latin', stream)}\\`,
  html: (stream) => `<b>${realName('latin', stream)}</b> <script>alert(${number(stream)})</script> <br/>`,
  ampersands: (stream) => `${realName('latin', stream)} & Sons &amp; &#39;Co&#39; &lt;${number(stream)}&gt;`,
  encoded: (stream) => `100% %41 %zz a+b=${number(stream)};c [0] ${realName('latin', stream)}`,
  combining: (stream) => `${stream.pick(['q̃uito', 'x̂y̌z', 'Ε̃λλα̃ς', 'ŋ̊a m̥o'])} ${realName('latin', stream)}`,
  wordy: (stream) =>
    `Partners for repairs of roofs and gutters at home and abroad, branch ${number(stream)}, and sons`,
  leadingDigits: (stream) => `00${number(stream)} ${realName('latin', stream)}`,
  sql: (stream) => `Robert'); DROP TABLE customers;-- ${number(stream)} OR 1=1`,
  template: (stream) => `\${${number(stream)}} {{7*7}} %s %d :id $1 ${realName('latin', stream)}`,
} satisfies Record<string, (stream: Stream) => string>;

export type NameKind = keyof typeof nameKinds;

const isNameKind = (text: string): text is NameKind => Object.hasOwn(nameKinds, text);

export const allNameKinds: readonly NameKind[] = Object.keys(nameKinds).filter(isNameKind);

/** @returns a name of the kind, or of a drawn one */
export function awkwardName(stream: Stream, kind: NameKind = stream.pick(allNameKinds)): string {
  return nameKinds[kind](stream);
}

/** Texts that loosely typed implementations take for something else, or that are awkward like a name. */
export function awkwardText(stream: Stream): string {
  if (stream.oneIn(3))
    return stream.pick(['000123', '1e5', '-0.50', 'null', 'true', '[]', '{}', 'NaN', '12:30']);
  return stream.oneIn(2) ? page(stream.pick(['latin', 'cyrillic']), stream).remark : awkwardName(stream);
}

/**
 * The tags that may be drawn. A closed list, since the interface can't delete a tag from an account.
 * They stay different when case, accents and width are ignored, as database collations do.
 */
const TAGS = [
  'sales',
  'Markers',
  'VIP client',
  'second hand goods',
  'постоянный клиент',
  'Опт',
  '重要客户',
  '老客户 推荐',
  'عميل مهم',
  'महत्वपूर्ण ग्राहक',
  'Größe mäßig',
  'crème brûlée',
  "O'Neil",
  '"in quotes"',
  'R&D',
  '50% off',
  'C++',
  '#hash',
  '007',
  '<b>bold</b>',
  'a/b\\c',
  'semi;colon',
] as const;

/** @returns different tags, none with a comma or with blanks at its ends */
export function tags(stream: Stream, count: number): string[] {
  return stream.sample(TAGS, count);
}

/** @returns tags as a request carries them: one string, separated by commas, with or without a blank behind */
export function tagLine(stream: Stream): string {
  return tags(stream, stream.integer(1, 5)).join(stream.pick([',', ', ']));
}

function number(stream: Stream): number {
  return stream.integer(1, 99_999);
}
