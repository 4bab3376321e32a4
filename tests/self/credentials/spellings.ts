/** Shorter pieces of base64 are found by chance. */
const shortestPiece = 8;

/** What a search of every byte for a secret looks for. */
export function spellingsOf(secret: string): readonly string[] {
  return [...whole(secret), ...pieces(secret)];
}

/** The whole of it, plain and escaped in the ways of URLs, forms, JSON, HTML and base64. */
export function whole(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase()),
    new URLSearchParams({ a: secret }).toString().slice(2),
    json,
    json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ];
}

/** What it contributes to a longer base64 text, whatever stands before and behind it. */
function pieces(secret: string): readonly string[] {
  return [0, 1, 2]
    .map((shift) =>
      Buffer.from('\0'.repeat(shift) + secret)
        .toString('base64')
        .slice([0, 2, 3][shift], -4),
    )
    .filter((piece) => piece.length >= shortestPiece);
}
