/** Values that several claims send, awkward and harmless. */

/** A remark with what text fields tend to damage. */
export const remark = 'Очень важный "client" <b>& Söhne</b>';

/** Every part of an address, with a zip that is no number. */
export const address = {
  address_line_1: 'Madison St, 1',
  address_line_2: 'кв. 5 "б"',
  city: 'Washington',
  state: 'DC',
  zip: '00501',
  country: 'US',
} as const;

/** More than a few, of every kind, one of them a pattern of another: no account can get rid of a tag, so it is always these. */
export const manyTags = '007, 0, "in quotes", R&D, R_D, <b>bold</b>, 🚀 launch, постоянный клиент, 重要客户';

/** Tags that are not in small letters; an account may know one of them otherwise already, and hardly all. */
export const capitalTags = ['VIP client', 'Größe Mäßig', 'Опт', 'MARKERS 24'] as const;

/** Whether it is one of them, letter by letter. */
export function isCapital(tag: unknown): boolean {
  return capitalTags.some((capital) => capital === tag);
}
