import { operationIds } from '../../spec/operations.ts';
import type { Variant } from './variant.ts';

/** Every value of the policy that is not the reference's own, one variant each; two where one needs another. */
export const policyVariants: readonly Variant[] = [
  {
    name: 'deleted-shown',
    freedom: 'reading 15',
    describe: 'Deleted records stay in lists and lookups, with is_deleted true.',
    policy: { deletedRecords: 'flagged' },
  },
  {
    name: 'empty-list-200',
    freedom: 'reading 17',
    describe: 'Nothing found is answered 200 with empty items.',
    policy: { emptyList: 'emptyItems' },
  },
  {
    name: 'empty-list-links-only',
    freedom: 'reading 17',
    describe: 'Nothing found is answered 200 with links alone.',
    policy: { emptyList: 'linksOnly' },
  },
  {
    name: 'empty-list-embedded-empty',
    freedom: 'reading 17',
    describe: 'Nothing found is answered 200 with an empty list in the place of what is embedded.',
    policy: { emptyList: 'emptyEmbedded' },
  },
  {
    name: 'empty-list-embedded-object',
    freedom: 'reading 17',
    describe: 'Nothing found is answered 200 with nothing in the object of what is embedded.',
    policy: { emptyList: 'emptyObject' },
  },
  {
    name: 'empty-list-items-object',
    freedom: 'reading 17',
    describe: 'Nothing found is answered 200 with an empty object for the items.',
    policy: { emptyList: 'itemsObject' },
  },
  {
    name: 'bad-elements-listed',
    freedom: 'reading 18',
    describe: 'Good elements of a batch are stored, bad ones listed by key.',
    policy: { partlyBadBatch: 'listed' },
  },
  {
    name: 'bad-elements-listed-with-codes',
    freedom: 'reading 18',
    describe: 'Good elements of a batch are stored, bad ones listed with code and message.',
    policy: { partlyBadBatch: 'listed', itemErrors: 'list' },
  },
  {
    name: 'stale-update-refused',
    freedom: 'reading 19',
    describe: 'An update with an updated_at older than the stored one is an error of its element.',
    policy: { staleUpdate: 'refused' },
  },
  {
    name: 'equal-update-refused',
    freedom: 'reading 19, field notes',
    describe: 'An update with the stored updated_at is refused like an older one.',
    policy: { staleUpdate: 'equalRefused', itemErrors: 'list' },
  },
  {
    name: 'server-clock-on-update',
    freedom: 'reading 20',
    describe: 'After an update updated_at is the clock of the server.',
    policy: { updatedAt: 'serverClock' },
  },
  {
    name: 'complete-period-list-enforced',
    freedom: 'reading 21',
    describe: 'A list of periods without the one after the purchase is refused.',
    policy: { afterLeftOut: 'refused' },
  },
  {
    name: 'all-periods-answered',
    freedom: 'reading 22',
    describe: 'A change of periods answers with all of them.',
    policy: { periodChangeItems: 'whole' },
  },
  {
    name: 'transaction-delete-list',
    freedom: 'reading 4',
    describe: 'A deletion of transactions answers 200 with a list.',
    policy: { transactionDelete: 'list' },
  },
  {
    name: 'transaction-delete-object',
    freedom: 'reading 4',
    describe: 'A deletion of transactions answers 200 with an object of deleted ones.',
    policy: { transactionDelete: 'deletedObject' },
  },
  {
    name: 'transaction-delete-ids',
    freedom: 'reading 4',
    describe: 'A deletion of transactions answers 200 with a list of bare ids.',
    policy: { transactionDelete: 'ids' },
  },
  {
    name: 'transaction-delete-objects',
    freedom: 'reading 4',
    describe: 'A deletion of transactions answers 200 with a list of objects without links.',
    policy: { transactionDelete: 'objects' },
  },
  {
    name: 'empty-relations-list',
    freedom: 'reading 16',
    describe: 'Empty relations are empty lists.',
    policy: { emptyRelation: 'list' },
  },
  {
    name: 'empty-relations-null',
    freedom: 'reading 16',
    describe: 'Empty relations are null.',
    policy: { emptyRelation: 'null' },
  },
  {
    name: 'empty-relations-absent',
    freedom: 'reading 16',
    describe: 'Empty relations are left out.',
    policy: { emptyRelation: 'absent' },
  },
  {
    name: 'unset-numbers-null',
    freedom: 'silence',
    describe: 'Numbers that were never set are null.',
    policy: { unsetNumber: null },
  },
  {
    name: 'self-link-with-query',
    freedom: 'reading 13',
    describe: 'The self link of a list repeats the query.',
    policy: { selfLink: 'withQuery' },
  },
  {
    name: 'problem-bodies',
    freedom: 'reading 27',
    describe: 'Errors are problem JSON.',
    policy: { errorBody: 'problem' },
  },
  {
    name: 'plain-text-errors',
    freedom: 'reading 27',
    describe: 'Errors are plain text.',
    policy: { errorBody: 'text' },
  },
  {
    name: 'errors-without-body',
    freedom: 'reading 27',
    describe: 'Errors have no body.',
    policy: { errorBody: 'none' },
  },
  {
    name: 'newest-first',
    freedom: 'reading 24',
    describe: 'Lists begin with the newest.',
    policy: { listOrder: 'newestFirst' },
  },
  {
    name: 'small-pages',
    freedom: 'reading 24',
    describe: 'A list without limit_rows has 50 rows.',
    policy: { pageSize: 50 },
  },
  {
    name: 'tiny-pages',
    freedom: 'reading 24',
    describe: 'A list without limit_rows has 5 rows.',
    policy: { pageSize: 5 },
  },
  {
    name: 'look-ups-in-small-pages',
    freedom: 'reading 24',
    describe: 'A list without limit_rows has 50 rows, however many ids are asked for.',
    policy: { pageSize: 50, lookUp: 'paged' },
  },
  {
    name: 'too-many-rows-refused',
    freedom: 'reading 30',
    describe: 'More than 500 rows are refused.',
    policy: { tooManyRows: 'refused' },
  },
  refusing(422),
  refusing(409),
  refusing(402),
  {
    name: 'period-links-everywhere',
    freedom: 'reading 7',
    describe: 'Periods carry links in lists too.',
    policy: { periodLinks: 'everywhere' },
  },
  {
    name: 'period-links-nowhere',
    freedom: 'reading 7',
    describe: 'Periods carry no links after a change either.',
    policy: { periodLinks: 'nowhere' },
  },
  {
    name: 'comma-delete-refused',
    freedom: 'reading 11',
    describe: 'One string of ids with commas is refused.',
    policy: { commaDelete: 'refused' },
  },
  {
    name: 'comment-key-comments',
    freedom: 'reading 1',
    describe: 'Comments are changed under the key `comments` alone.',
    policy: { commentKey: 'comments' },
  },
  {
    name: 'comment-key-comment',
    freedom: 'reading 1',
    describe: 'Comments are changed under the key `comment` alone.',
    policy: { commentKey: 'comment' },
  },
  {
    name: 'comment-url-with-slash',
    freedom: 'reading 23',
    describe: 'Comments are changed only at the address with a slash at its end.',
    policy: { commentUrl: 'slash' },
  },
  {
    name: 'comment-url-without-slash',
    freedom: 'reading 23',
    describe: 'Comments are changed only at the address without a slash at its end.',
    policy: { commentUrl: 'bare' },
  },
  {
    name: 'last-day-excluded',
    freedom: 'reading 24',
    describe: 'A filter by dates ends before its last day.',
    policy: { lastDay: 'excluded' },
  },
  {
    name: 'unsupported-method-404',
    freedom: 'reading 25',
    describe: 'An unsupported method is answered 404.',
    policy: { unsupportedMethod: 404 },
  },
  {
    name: 'unsupported-method-400',
    freedom: 'reading 25',
    describe: 'An unsupported method is answered 400.',
    policy: { unsupportedMethod: 400 },
  },
  {
    name: 'unsupported-method-501',
    freedom: 'reading 25',
    describe: 'An unsupported method is answered 501.',
    policy: { unsupportedMethod: 501 },
  },
];

/** What a request says wrongly is refused with a status that the source does not list: a warning, and no more. */
function refusing(status: 422 | 409 | 402): Variant {
  return {
    name: `refused-with-${status}`,
    freedom: 'reading 29',
    describe: `What a request says wrongly is refused with ${status}.`,
    policy: { refusedStatus: status },
    warns: [
      ...operationIds.map((operation) => `${operation}.response.status.error` as const),
      ...(['customers', 'transactions', 'periods'] as const).flatMap((area) => [
        `protocol.body.malformed.${area}.change` as const,
        `protocol.body.wrongType.${area}.change` as const,
      ]),
    ],
  };
}
