import { UsageError } from '../usage-error.ts';

/** Credentials as a target file holds them: names of environment variables in the place of the secrets. */
export type CredentialsEntry =
  | { readonly bearer: string }
  | { readonly tokenCommand: string }
  | { readonly cookie: string }
  | { readonly login: { readonly user: string; readonly hash: string } }
  | { readonly headers: Readonly<Record<string, string>> };

export const credentialKinds = ['bearer', 'cookie', 'login', 'tokenCommand', 'headers'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** How each kind is given on the command line. */
const forms = {
  bearer: 'bearer:VARIABLE',
  cookie: 'cookie:VARIABLE',
  login: 'login:USER_VARIABLE:HASH_VARIABLE',
  tokenCommand: "'tokenCommand:COMMAND LINE'",
  headers: 'headers:HEADER-NAME:VARIABLE',
} as const satisfies Record<CredentialKind, string>;

/**
 * Whether a text is the name of a variable. Small letters are not taken: a secret that somebody gives in the
 * place of the name must not pass for one, and end up in the file.
 */
export function isVariableName(text: string): boolean {
  return /^[A-Z_][A-Z0-9_]{0,63}$/.test(text);
}

export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/**
 * Reads credentials of the command line: `bearer:STAGING_TOKEN`, `login:USER_VARIABLE:HASH_VARIABLE`.
 * @param option what to call it in errors
 * @throws UsageError, in which no part of the text is shown: it may be a secret
 */
export function credentialsFrom(text: string, option: string): CredentialsEntry {
  const [kind = '', ...rest] = text.split(':');
  const value = rest.join(':');
  const [first = '', second = ''] = rest;
  switch (kind) {
    case 'bearer':
    case 'cookie':
      if (rest.length === 1 && isVariableName(value)) return entryOf(kind, value);
      break;
    case 'login':
      if (rest.length === 2 && isVariableName(first) && isVariableName(second))
        return { login: { user: variable(first), hash: variable(second) } };
      break;
    case 'tokenCommand':
      if (value.trim() !== '') return { tokenCommand: value.trim() };
      break;
    case 'headers':
      if (rest.length === 2 && isHeaderName(first) && isVariableName(second))
        return { headers: { [first]: variable(second) } };
      break;
    default:
      throw new UsageError(`${option} has to begin with a kind of credentials: ${listed()}.`);
  }
  throw new UsageError(
    `${option} has to have the form ${forms[kind]}. VARIABLE is the name of an environment variable in capital letters, never the secret itself.`,
  );
}

/** Credentials that are one secret, taken from a variable. */
export function entryOf(kind: 'bearer' | 'cookie', name: string): CredentialsEntry {
  return kind === 'bearer' ? { bearer: variable(name) } : { cookie: variable(name) };
}

/** `${NAME}`, as a target file takes it from the environment. */
export function variable(name: string): string {
  return `\${${name}}`;
}

/** The variables that credentials are taken from. */
export function variablesIn(credentials: CredentialsEntry): readonly string[] {
  return [...JSON.stringify(credentials).matchAll(/\$\{([A-Za-z_]\w*)\}/g)].map(([, name = '']) => name);
}

function listed(): string {
  return Object.values(forms).join(', ');
}
