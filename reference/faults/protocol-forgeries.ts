import type { CoreRequest } from '../core/handler.ts';
import type { State } from '../core/state.ts';
import { type Modifier, onRequest, when } from '../modifiers.ts';
import { senderOf, trusting } from './access.ts';
import type { Fault } from './fault.ts';

/** Defects in telling valid credentials from those that resemble them, or from none at all. */
export const forgeryFaults: readonly Fault[] = [
  {
    name: 'token-in-any-case',
    breaks: 'protocol.credentials.alike',
    describe: 'Tokens are compared without regard to capitals.',
    apply: takenFor((sent, token) => sent.toLowerCase() === token.toLowerCase()),
  },
  {
    name: 'token-by-its-beginning',
    breaks: 'protocol.credentials.alike',
    describe: 'The beginning of a token is taken for the token.',
    apply: takenFor((sent, token) => sent.length > 4 && token.startsWith(sent)),
  },
  {
    name: 'token-with-something-behind-it',
    breaks: 'protocol.credentials.alike',
    describe: 'What begins with a token is taken for the token.',
    apply: takenFor((sent, token) => sent.length > token.length && sent.startsWith(token)),
  },
  {
    name: 'empty-token-let-in',
    breaks: 'protocol.credentials.alike',
    describe: 'An empty token is taken for that of the administrator.',
    apply: withAuthorization(/^bearer *$/i),
  },
  {
    name: 'any-password-let-in',
    breaks: 'protocol.credentials.alike',
    describe: 'Whoever sends a name and a password is let in, whatever they are.',
    apply: withAuthorization(/^basic /i),
  },
  {
    name: 'token-of-every-object-let-in',
    breaks: 'protocol.credentials.alike',
    describe: 'Tokens are looked for in an object, which has a constructor, too.',
    apply: withAuthorization(/^bearer +constructor$/i),
  },
  {
    name: 'login-let-in-without-hash',
    breaks: 'protocol.credentials.alike',
    describe: 'Whoever gives a login in the query is let in, without a hash.',
    apply: when(({ query }) => query.includes('USER_LOGIN=') && !query.includes('USER_HASH='), trusting),
  },
  {
    name: 'any-session-let-in',
    breaks: 'protocol.credentials.alike',
    describe: 'Whoever has a session cookie is let in, whatever is in it.',
    apply: when(
      (request, state) =>
        senderOf(request, state) === 'stranger' && request.headers['authorization'] === undefined,
      trusting,
    ),
  },
  {
    name: 'connection-stays-let-in',
    breaks: 'protocol.credentials.connection',
    // Others share connections with the administrator, too.
    also: ['protocol.credentials.missing'],
    describe:
      'Over a connection on which the administrator was let in nobody is asked for credentials any more.',
    apply: remembering(),
  },
];

/** Lets in whoever sends such an authorization. */
function withAuthorization(pattern: RegExp): Modifier {
  return when(({ headers }) => pattern.test(headers['authorization'] ?? ''), trusting);
}

/** Takes a bearer token for one that it resembles. */
function takenFor(resembles: (sent: string, token: string) => boolean): Modifier {
  return onRequest((request, { credentials }) => {
    const sent = /^bearer +(.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
    const known = credentials.find(({ bearer }) => sent !== undefined && resembles(sent, bearer));
    return known === undefined
      ? request
      : { ...request, headers: { ...request.headers, authorization: `Bearer ${known.bearer}` } };
  });
}

function remembering(): Modifier {
  return (core) => {
    const known = new Set<CoreRequest['connection']>();
    const open = trusting(core);
    return (state: State, request: CoreRequest) => {
      const sender = senderOf(request, state);
      if (sender === 'administrator') known.add(request.connection);
      return (sender === 'nobody' && known.has(request.connection) ? open : core)(state, request);
    };
  };
}
