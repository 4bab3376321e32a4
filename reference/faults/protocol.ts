import { operationIds, operations, type OperationId } from '../../spec/operations.ts';
import { noContent, paths } from '../core/envelope.ts';
import type { CoreRequest, CoreResponse } from '../core/handler.ts';
import { type Modifier, all, onRequest, onResponse, when } from '../modifiers.ts';
import { leaking, type Sender, sentBy, trusting, trustingInSecret } from './access.ts';
import type { Fault } from './fault.ts';
import { bodyFaults } from './protocol-bodies.ts';
import { forgeryFaults } from './protocol-forgeries.ts';
import { methodFaults } from './protocol-methods.ts';

/** Who has to be refused everywhere, and by which requirements. */
const strangers = [
  {
    sender: 'nobody',
    wanting: 'missing',
    who: 'nobody',
    without: 'without credentials',
    besides: 'protocol.credentials.connection',
  },
  {
    sender: 'stranger',
    wanting: 'wrong',
    who: 'strangers',
    without: 'with wrong credentials',
    besides: 'protocol.credentials.alike',
  },
] as const satisfies readonly (Readonly<Record<'wanting' | 'who' | 'without' | 'besides', string>> & {
  readonly sender: Sender;
})[];

/** What an operation is called in the name of a fault: `customers-list`. */
function nameOf(operation: OperationId): string {
  return operation.replace('.', '-');
}

/** For each operation: open to those who have to be refused, and refused only in appearance. */
const credentialFaults: readonly Fault[] = strangers.flatMap(({ sender, wanting, who, without, besides }) =>
  operationIds.flatMap((operation): Fault[] => {
    const breaks = `protocol.credentials.${wanting}.${operation}` as const;
    const { method, path } = operations[operation];
    const reads = method === 'GET';
    const also = operation === 'customers.list' ? [besides] : [];
    return [
      {
        name: `${nameOf(operation)}-open-to-${who}`,
        breaks,
        also,
        describe: `${method} ${path} asks nobody for credentials: it works ${without}.`,
        apply: sentBy(sender, operation, trusting),
      },
      {
        name: `${nameOf(operation)}-${reads ? 'leaks-to' : 'obeys'}-${who}`,
        breaks,
        also,
        describe: reads
          ? `The 401 of GET ${path} ${without} holds the list in its body.`
          : `POST ${path} ${without} is answered with status 401, and carried out all the same.`,
        apply: sentBy(sender, operation, reads ? leaking : trustingInSecret),
      },
    ];
  }),
);

/** A modifier for all who have to be refused, in one kind of operation. */
function openAt(method: 'GET' | 'POST'): Modifier {
  const open = operationIds.filter((operation) => operations[operation].method === method);
  return all(
    ...open.flatMap((operation) => strangers.map(({ sender }) => sentBy(sender, operation, trusting))),
  );
}

/** Answers those who have to be refused in another way. */
function refusedBy(sender: Sender, change: (response: CoreResponse) => CoreResponse): Modifier {
  return all(...operationIds.map((operation) => sentBy(sender, operation, onResponse(change))));
}

/** For all operations alike. */
const gateFaults: readonly Fault[] = [
  {
    name: 'credentials-asked-on-post-only',
    breaks: 'protocol.credentials.missing.customers.list',
    also: [
      'protocol.credentials.missing.transactions.list',
      'protocol.credentials.missing.periods.list',
      'protocol.credentials.wrong.customers.list',
      'protocol.credentials.wrong.transactions.list',
      'protocol.credentials.wrong.periods.list',
      'protocol.credentials.alike',
      'protocol.credentials.connection',
    ],
    describe: 'Only changes ask for credentials: lists are open to everybody.',
    apply: openAt('GET'),
  },
  {
    name: 'credentials-asked-on-get-only',
    breaks: 'protocol.credentials.missing.customers.change',
    also: [
      'protocol.credentials.missing.transactions.change',
      'protocol.credentials.missing.periods.change',
      'protocol.credentials.wrong.customers.change',
      'protocol.credentials.wrong.transactions.change',
      'protocol.credentials.wrong.periods.change',
    ],
    describe: 'Only lists ask for credentials: changes are open to everybody.',
    apply: openAt('POST'),
  },
  {
    name: 'nobody-forbidden',
    breaks: 'protocol.credentials.missing.customers.list',
    also: ['protocol.credentials.missing', 'protocol.credentials.connection'],
    describe: 'Without credentials the answer is 403.',
    apply: refusedBy('nobody', (response) => ({ ...response, status: 403 })),
  },
  {
    name: 'strangers-forbidden',
    breaks: 'protocol.credentials.wrong.customers.list',
    also: ['protocol.credentials.wrong', 'protocol.credentials.alike'],
    describe: 'With wrong credentials the answer is 403.',
    apply: refusedBy('stranger', (response) => ({ ...response, status: 403 })),
  },
  {
    name: 'strangers-told-with-bad-request',
    breaks: 'protocol.credentials.wrong.customers.list',
    also: ['protocol.credentials.wrong', 'protocol.credentials.alike'],
    describe: 'With wrong credentials the answer is 400.',
    apply: refusedBy('stranger', (response) => ({ ...response, status: 400 })),
  },
];

/** A modifier of what answers a path that does not exist. */
function forUnknownPath(modifier: Modifier): Modifier {
  const known: readonly string[] = Object.values(paths);
  return when(
    ({ path }) => path.startsWith('/api/v2/') && !known.includes(path.replace(/\/$/, '')),
    modifier,
  );
}

const pathFaults: readonly Fault[] = [
  {
    name: 'unknown-path-bad-request',
    breaks: 'protocol.path.unknown',
    describe: 'A path that does not exist is answered with status 400.',
    apply: forUnknownPath(onResponse((response) => ({ ...response, status: 400 }))),
  },
  {
    name: 'unknown-path-without-content',
    breaks: 'protocol.path.unknown',
    describe: 'A path that does not exist is answered as a list of nothing.',
    apply: forUnknownPath(onResponse((response) => ({ ...response, ...noContent }))),
  },
  {
    name: 'unknown-path-by-its-beginning',
    breaks: 'protocol.path.unknown',
    describe: 'Paths are told by their beginning: what goes on from the customers lists customers.',
    apply: forUnknownPath(
      onRequest((request) => ({ ...request, path: request.path.replace(/(\/customers).*$/, '$1') })),
    ),
  },
];

/** Puts something of a request, or of what went wrong with it, into refusals. */
function saying(status: number, says: (request: CoreRequest) => unknown): Modifier {
  return onResponse((response, { request }) =>
    response.status === status
      ? {
          ...response,
          headers: { ...response.headers, 'content-type': 'application/json' },
          body: { error: says(request) },
        }
      : response,
  );
}

const indiscretionFaults: readonly Fault[] = [
  {
    name: 'refusal-with-stack-trace',
    breaks: 'protocol.errors.discreet',
    describe: 'Refusals of a body hold the stack trace of the server.',
    apply: saying(400, () => 'SyntaxError: bad input\n    at readBody (/srv/crm/body.js:31:17)'),
  },
  {
    name: 'refusal-with-php-trace',
    breaks: 'protocol.errors.discreet',
    describe: 'Refusals of a method hold the stack trace of the server.',
    apply: saying(405, () => '#0 /var/www/crm/public/index.php(52): Crm\\Router->dispatch()'),
  },
  {
    name: 'refusal-repeats-credentials',
    breaks: 'protocol.errors.discreet',
    describe: 'Refusals of a body repeat the token that was sent.',
    apply: saying(400, ({ headers }) => `refused for ${headers.authorization ?? ''}`),
  },
  {
    name: 'refusal-repeats-wrong-credentials',
    breaks: 'protocol.errors.discreet',
    describe: 'Refusals of wrong credentials repeat them.',
    apply: saying(401, ({ headers }) => `nobody is known by ${headers.authorization ?? ''}`),
  },
];

/** Defects in what holds for every operation. */
export const protocolFaults: readonly Fault[] = [
  ...credentialFaults,
  ...gateFaults,
  ...forgeryFaults,
  ...bodyFaults,
  ...methodFaults,
  ...pathFaults,
  ...indiscretionFaults,
];
