export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** Reads a Cookie header; a part without `=` has an empty name. */
export function cookiesOf(header: string): readonly Cookie[] {
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(cookieOf);
}

/** Writes a Cookie header. */
export function cookieHeader(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
}

/**
 * The cookies that a series of Set-Cookie headers leaves behind: the last of a name counts, an expired or
 * emptied one goes.
 * @param now milliseconds since the epoch
 */
export function cookiesLeft(setCookies: readonly string[], now: number): readonly Cookie[] {
  const jar = new Map<string, Cookie>();
  for (const line of setCookies) {
    const [first = '', ...attributes] = line.split(';');
    const cookie = cookieOf(first.trim());
    if (cookie.value === '' || isExpired(attributes, now)) jar.delete(cookie.name);
    else jar.set(cookie.name, cookie);
  }
  return [...jar.values()];
}

/** A Set-Cookie header with its value replaced. */
export function withCookieValue(setCookie: string, value: string): string {
  return setCookie.replace(/^([^=;]*=)[^;]*/, (_, name: string) => `${name}${value}`);
}

function cookieOf(pair: string): Cookie {
  const equals = pair.indexOf('=');
  return equals < 0
    ? { name: '', value: pair }
    : { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() };
}

function isExpired(attributes: readonly string[], now: number): boolean {
  const given = new Map(
    attributes.map(cookieOf).map(({ name, value }) => [name.trim().toLowerCase(), value]),
  );
  const maxAge = given.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = given.get('expires');
  return expires !== undefined && Date.parse(expires) <= now;
}
