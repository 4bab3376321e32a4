/**
 * Where the source contradicts itself or is silent. The suite accepts every side named here and says which
 * one a target was seen to take. The numbers are those of the list that accompanies the source.
 */
export interface Reading {
  readonly number: number;
  /** The question that the source leaves open. */
  readonly topic: string;
  /** The sides that are accepted, by the word that stands in results; empty where there is one side only. */
  readonly sides: Readonly<Record<string, string>>;
  /** Why nothing is observed, for a question that the suite keeps clear of. */
  readonly notObserved?: string;
}

export const readings = {
  commentKey: {
    number: 1,
    topic: 'key of the text in a comment update',
    sides: {
      both: '`comment` and `comments` both work',
      comment: 'only `comment` works',
      comments: 'only `comments` works',
    },
  },
  addedTransactionItems: {
    number: 2,
    topic: 'items of the answer to an added transaction',
    sides: { objects: 'objects with id and link' },
  },
  customersDeleted: {
    number: 3,
    topic: 'what the answer to a customer deletion lists',
    sides: { exact: 'exactly the customers that the call deleted' },
  },
  transactionsDeleted: {
    number: 4,
    topic: 'answer to a transaction deletion',
    sides: {
      'no-content': '204 without a body',
      list: '200, items are a list',
      deleted: '200, items hold `deleted`',
    },
  },
  periodColors: {
    number: 5,
    topic: 'colours of periods',
    sides: { any: 'any #rrggbb' },
  },
  beforeBuy: {
    number: 6,
    topic: '`before_buy`',
    sides: { present: 'on every period before the purchase' },
  },
  periodLinks: {
    number: 7,
    topic: '`_links` on periods of the list',
    sides: { absent: 'left out', present: 'there and valid' },
  },
  requiredOnAdd: {
    number: 8,
    topic: 'an added customer without name or next date',
    sides: { status: 'refused with a 4xx status', item: 'refused by a per-item error' },
  },
  multiselectValues: {
    number: 9,
    topic: 'values of a multi-select',
    sides: { enum: 'value, and the option id as a string in `enum`' },
  },
  dateFormat: {
    number: 10,
    topic: 'format of dates in filters',
    sides: { dmy: 'DD.MM.YYYY' },
  },
  deleteList: {
    number: 11,
    topic: 'ids to delete as one string with commas',
    sides: { accepted: 'deletes them', refused: 'deletes nothing' },
  },
  periodIdType: {
    number: 12,
    topic: 'type of `period_id` in a customer',
    sides: { integer: 'an integer id' },
  },
  selfLink: {
    number: 13,
    topic: 'self link of a filtered list',
    sides: { bare: 'the path alone', query: 'the path with the query' },
  },
  periodCount: {
    number: 14,
    topic: 'number of periods before the purchase',
    sides: { ten: 'ten, an eleventh is refused' },
  },
  deletedRecords: {
    number: 15,
    topic: 'deleted records in lists',
    sides: { absent: 'no longer listed', flagged: 'listed with `is_deleted: true`' },
  },
  emptyRelations: {
    number: 16,
    topic: 'relations that are empty',
    sides: { absent: 'left out', null: 'null', object: '{}', list: '[]', mixed: 'differs by relation' },
  },
  emptyList: {
    number: 17,
    topic: 'a list without a match',
    sides: {
      'no-content': '204 without a body',
      empty: '200 with no items',
      bare: '200 with links alone, or with nothing embedded',
    },
  },
  partlyBadBatch: {
    number: 18,
    topic: 'a batch of which a part is invalid',
    sides: { whole: 'refused as a whole', partial: 'good items stored, bad ones listed as errors' },
  },
  staleUpdate: {
    number: 19,
    topic: 'an update older than what is stored',
    sides: { accepted: 'carried out', refused: 'refused' },
  },
  updatedAt: {
    number: 20,
    topic: '`updated_at` after a change',
    sides: { sent: 'the value sent', clock: "the server's clock" },
  },
  afterLeftOut: {
    number: 21,
    topic: 'the period after the purchase left out of a replacement',
    sides: { kept: 'kept', refused: 'the request is refused' },
  },
  periodsAnswer: {
    number: 22,
    topic: 'items of the answer to a replacement of the periods',
    sides: { changed: 'the created and changed ones', whole: 'the whole list' },
  },
  commentUrl: {
    number: 23,
    topic: 'URL of comment updates',
    sides: {
      both: 'with and without trailing slash',
      slash: 'with trailing slash only',
      bare: 'without trailing slash only',
    },
  },
  silentDetails: {
    number: 24,
    topic: 'default page size, order of lists, bounds within a day, time zone',
    sides: {},
    notObserved: 'probes keep a day clear of every bound and never rely on an order',
  },
  unsupportedMethod: {
    number: 25,
    topic: 'a method that the document does not name',
    sides: { '400': '400', '404': '404', '405': '405', '501': '501' },
  },
  missingCredentials: {
    number: 26,
    topic: 'missing or wrong credentials',
    sides: { '401': '401; 403 is for lacking rights' },
  },
  errorBody: {
    number: 27,
    topic: 'body of an error',
    sides: {},
    notObserved: 'any body is accepted, as long as it gives nothing away',
  },
  rateLimit: {
    number: 28,
    topic: 'rate limit',
    sides: {},
    notObserved: '429 is waited for and asked again; it is never held against the target',
  },
  errorStatus: {
    number: 29,
    topic: 'statuses of errors',
    sides: {
      listed: 'those of the list',
      other: 'others, too; the list is a sample',
    },
  },
  tooManyRows: {
    number: 30,
    topic: 'more than five hundred rows asked for',
    sides: { cut: 'at most five hundred come', refused: 'refused with a 4xx status' },
  },
  visibility: {
    number: 31,
    topic: 'when a change is shown',
    sides: { immediate: 'at once' },
  },
  textLength: {
    number: 33,
    topic: 'length of texts',
    sides: { whole: 'kept whole', refused: 'refused where it is too long' },
  },
} as const satisfies Record<string, Reading>;

export type ReadingId = keyof typeof readings;

/** Tells whether a string names a reading. */
export function isReadingId(id: string): id is ReadingId {
  return Object.hasOwn(readings, id);
}

/** The side of the reading `visibility`. @param seconds that were waited at most until a change was shown */
export function visibilityAfter(seconds: number): string {
  return seconds > 0 ? `within ${String(Math.ceil(seconds))} s` : 'immediate';
}
