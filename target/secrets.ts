import { cookiesOf } from './cookies.ts';
import type { Credentials, Role, Target } from './target.ts';

/** Something that must not appear in any output, and what stands in its place. */
export interface Secret {
  readonly value: string;
  /** `$ADMINISTRATOR_BEARER`: a shell takes it for a variable, so that recorded commands can be repeated. */
  readonly mask: string;
}

/**
 * The secret under the name that the target file has for it, where its value is a variable's, by itself or behind a
 * scheme (`Bearer ${KEY}`): that one is set wherever the target file is used.
 */
export function named(secret: Secret, variables: Target['variables'] = {}): Secret {
  for (const [name, value] of Object.entries(variables)) {
    if (value === '') continue;
    if (decodedToo(value).includes(secret.value)) return { ...secret, mask: `$${name}` };
    const [, scheme = ''] = /^([A-Za-z-]+ +)./s.exec(secret.value) ?? [];
    if (scheme !== '' && secret.value === scheme + value) return { ...secret, mask: `${scheme}$${name}` };
  }
  return secret;
}

/** All secrets of a target file. */
export function secretsOf(auth: Target['auth'], variables: Target['variables'] = {}): readonly Secret[] {
  const whole = new Set(Object.values(variables));
  return Object.entries(auth).flatMap(([role, credentials]) => [
    ...secretsOfRole(role as Role, credentials),
    // The name of the cookie is no secret, but comes with it out of the variable.
    ...(credentials.kind === 'cookie' && whole.has(credentials.cookie)
      ? [{ value: credentials.cookie, mask: maskOf(role as Role, 'cookie') }]
      : []),
  ]);
}

/** The mask of a role's secret: `maskOf('member', 'login hash')` is `$MEMBER_LOGIN_HASH`. */
export function maskOf(role: Role, kind: string): string {
  return `$${role} ${kind}`.toUpperCase().replace(/[^$A-Z0-9]+/g, '_');
}

function secretsOfRole(role: Role, credentials: Credentials): readonly Secret[] {
  switch (credentials.kind) {
    case 'bearer':
      return [{ value: credentials.token, mask: maskOf(role, 'bearer') }];
    case 'tokenCommand':
      // Its tokens are learnt when it has printed them; the command line itself is never shown.
      return [];
    case 'cookie':
      return cookiesOf(credentials.cookie)
        .flatMap(({ value }) => decodedToo(value))
        .map((value) => ({ value, mask: maskOf(role, 'cookie') }));
    case 'login':
      return [
        { value: credentials.user, mask: maskOf(role, 'login user') },
        { value: credentials.hash, mask: maskOf(role, 'login hash') },
      ];
    case 'headers':
      return Object.entries(credentials.headers).flatMap(([name, value]) =>
        partsOf(value).map((part) => ({ value: part, mask: maskOf(role, `header ${name}`) })),
      );
  }
}

/** A header's value, the credentials behind its scheme (`Bearer …`), and the password inside `Basic …`. */
function partsOf(value: string): readonly string[] {
  const [, scheme = '', rest] = /^([A-Za-z-]+) +(.+)$/s.exec(value) ?? [];
  if (rest === undefined) return [value];
  if (scheme.toLowerCase() !== 'basic') return [value, rest];
  const pair = Buffer.from(rest, 'base64').toString('utf8');
  return [value, rest, pair, pair.slice(pair.indexOf(':') + 1)];
}

/** A cookie's value as it is sent, and as a server that decodes it may echo it. */
export function decodedToo(value: string): readonly string[] {
  try {
    const decoded = decodeURIComponent(value);
    return decoded === value ? [value] : [value, decoded];
  } catch {
    return [value];
  }
}
