import { operations } from '../../spec/operations.ts';
import type { SourceRowId } from '../../spec/source-rows.ts';
import type { Answer } from '../../target/answer.ts';
import { forgeries } from '../../target/forgeries.ts';
import { letIn } from '../customers/listed.scenario.ts';
import { inferred, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { leakable } from './controls.scenario.ts';
import { changes, lists } from './grounds.ts';
import { bodies, credentials, methods } from './in-vain.scenario.ts';
import { refusals } from './refusals.scenario.ts';

const statusRows = (status: '400' | '401' | '404'): readonly SourceRowId[] => [
  `customers.integration: status ${status}`,
  `transactions.integration: status ${status}`,
  `periods.change: status ${status}`,
];

/** Who has to be refused everywhere. */
const strangers = [
  {
    sort: 'missing',
    as: 'nobody',
    says: 'Without credentials the answer is 401, gives nothing away and changes nothing.',
  },
  {
    sort: 'wrong',
    as: 'stranger',
    says: 'With wrong credentials the answer is 401, gives nothing away and changes nothing.',
  },
] as const;

const credentialClaims = strangers.flatMap(({ sort, as, says }) => [
  ...lists.map((operation) =>
    stated(`protocol.credentials.${sort}.${operation}`, says, {
      operation,
      source: statusRows('401'),
      readings: ['missingCredentials'],
      given: { leakable },
      async holds({ leakable: { queries, marker } }, { [as]: stranger }) {
        const answer = await stranger.get(operations[operation].path, queries[operation]);

        expect(answer).toHaveStatus(401);
        expect(answer).toGiveNothingAway(marker);
      },
    }),
  ),
  ...changes.map((operation) =>
    stated(`protocol.credentials.${sort}.${operation}`, says, {
      operation,
      source: statusRows('401'),
      readings: ['missingCredentials'],
      given: { credentials: credentials[operation] },
      holds({ credentials: { [sort]: tried } }, { observe }) {
        expect(tried.answers).toAllHaveStatus(401);
        expect(tried.changes).toHaveChangedNothing();
        observe('missingCredentials', '401');
      },
    }),
  ),
]);

/** Credentials that are valid elsewhere, or nearly so. */
const nearlyValid = [
  stated(
    'protocol.credentials.alike',
    'Credentials that only resemble valid ones are answered with 401, and nothing is given away.',
    {
      operation: 'customers.list',
      source: statusRows('401'),
      readings: ['missingCredentials'],
      given: { leakable },
      async holds({ leakable: { queries, marker, login } }, { nobody, stranger }) {
        const { path } = operations['customers.list'];
        const query = queries['customers.list'];

        for (const forgery of forgeries) {
          const answer = await stranger.get(path, query, { forgery });

          expect(answer, forgery).toHaveStatus(401);
          expect(answer, forgery).toGiveNothingAway(marker);
        }
        const answer = await nobody.get(
          path,
          { ...query, USER_LOGIN: login },
          { invalid: true, alone: true },
        );

        expect(answer, 'a login without its secret').toHaveStatus(401);
        expect(answer, 'a login without its secret').toGiveNothingAway(marker);
      },
    },
  ),
  stated(
    'protocol.credentials.connection',
    'Credentials count for their own request, and not for the next one over the connection.',
    {
      operation: 'customers.list',
      source: statusRows('401'),
      readings: ['missingCredentials'],
      given: { leakable, letIn },
      async holds({ leakable: { queries, marker }, letIn: { connection } }, { nobody }) {
        const { path } = operations['customers.list'];

        const answer = await nobody.get(path, queries['customers.list'], { connection });

        expect(answer).toHaveStatus(401);
        expect(answer).toGiveNothingAway(marker);
      },
    },
  ),
];

/** Bodies that can't be read as a change, and those in which none stands. */
const brokenBodies = [
  { sort: 'malformed', says: 'Malformed JSON is refused with status 400 and changes nothing.' },
  { sort: 'wrongType', says: 'A body that is no object is refused with status 400 and changes nothing.' },
] as const;
const emptyBodies = [
  { sort: 'emptyObject', says: 'An empty object changes nothing and is no server error.' },
  { sort: 'empty', says: 'An empty body changes nothing and is no server error.' },
] as const;

const bodyClaims = [
  ...brokenBodies.flatMap(({ sort, says }) =>
    changes.map((operation) =>
      inferred(`protocol.body.${sort}.${operation}`, says, {
        operation,
        source: statusRows('400'),
        given: { bodies: bodies[operation] },
        holds({ bodies: { [sort]: tried } }) {
          expect(tried.answers).toAllHaveStatus(400);
          expect(tried.changes).toHaveChangedNothing();
        },
      }),
    ),
  ),
  ...emptyBodies.flatMap(({ sort, says }) =>
    changes.map((operation) =>
      inferred(`protocol.body.${sort}.${operation}`, says, {
        operation,
        source: statusRows('400'),
        given: { bodies: bodies[operation] },
        holds({ bodies: { [sort]: tried } }) {
          expect(tried.answers, 'answers').not.toEqual([]);
          for (const answer of tried.answers) expect(answer).toBeTakenOrRefused();
          expect(tried.changes).toHaveChangedNothing();
        },
      }),
    ),
  ),
];

const methodClaims = changes.map((operation) =>
  inferred(
    `protocol.method.${operation}`,
    `Methods that the document does not name are refused at the address of ${operation.replace('.change', '')} and change nothing.`,
    {
      operation: null,
      source: statusRows('404'),
      readings: ['unsupportedMethod'],
      given: { methods: methods[operation] },
      holds({ methods: { all } }, { observe }) {
        expect(all.answers).toAllHaveStatus(400, 404, 405, 501);
        expect(all.changes).toHaveChangedNothing();
        observe('unsupportedMethod', statusesOf(all.answers));
      },
    },
  ),
);

/** What holds for every operation: credentials, paths, methods and broken bodies. */
export const protocol = [
  ...credentialClaims,
  ...nearlyValid,
  ...bodyClaims,
  ...methodClaims,
  inferred('protocol.path.unknown', 'An unknown path answers with status 404.', {
    operation: null,
    source: statusRows('404'),
    async holds(_, { administrator }) {
      const answer = await administrator.get('/api/v2/customers_unknown_path');

      expect(answer).toHaveStatus(404);
    },
  }),
  inferred('protocol.errors.discreet', 'Refusals repeat no credentials and show no stack trace.', {
    operation: null,
    source: 'customers.integration: status 400',
    readings: ['errorBody'],
    given: { refusals },
    holds({ refusals: { indiscretions } }) {
      expect(indiscretions.join('; '), 'What refusals say and should not').toBe('');
    },
  }),
];

/** The statuses with which methods were refused, each once. */
function statusesOf(answers: readonly Answer[]): string {
  return [...new Set(answers.map(({ status }) => status))].sort().join(', ');
}
