/**
 * The free choices: where the source contradicts itself or is silent, every value named here is a permitted
 * way to be. Numbers are those of the readings. The first value of each is the reference's own.
 */
export const choices = {
  /** 15: deleted records are left out of lists and lookups, or shown with `is_deleted: true`. */
  deletedRecords: ['absent', 'flagged'],
  /** 17: nothing found is answered 204 without a body, or 200 with empty items, with links alone, or with an empty
   * list or object in the place of what is embedded, or of its items. */
  emptyList: ['noContent', 'emptyItems', 'linksOnly', 'emptyEmbedded', 'emptyObject', 'itemsObject'],
  /** 18: one bad element refuses the whole batch, or the good ones are stored and the bad ones listed. */
  partlyBadBatch: ['refused', 'listed'],
  /** 18: listed errors are keyed by id (by index for added ones), or a list of code and message. */
  itemErrors: ['keyed', 'list'],
  /** 19: an `updated_at` older than the stored one is taken, or refused as an error of the element;
   * the last value refuses an equal one too. */
  staleUpdate: ['accepted', 'refused', 'equalRefused'],
  /** 20: after an update `updated_at` is the value sent, or the server's clock. */
  updatedAt: ['asSent', 'serverClock'],
  /** 21: an `after` period left out of a replacement is kept, or the request is refused. */
  afterLeftOut: ['kept', 'refused'],
  /** 22: a change of periods answers with those created or modified, or with all. */
  periodChangeItems: ['changed', 'whole'],
  /** 4: what answers a deletion of transactions. */
  transactionDelete: ['noContent', 'list', 'deletedObject', 'ids', 'objects'],
  /** 16: how a relation without an element looks. */
  emptyRelation: ['object', 'list', 'null', 'absent'],
  /** What a number that was never set looks like. */
  unsetNumber: [0, null],
  /** 13: the self link of a list is the bare path, or repeats the query. */
  selfLink: ['bare', 'withQuery'],
  /** 27: the body of a whole-request error. */
  errorBody: ['response', 'problem', 'text', 'none'],
  /** 24: order of lists. */
  listOrder: ['oldestFirst', 'newestFirst'],
  /** 24: rows of a list without `limit_rows`. */
  pageSize: [500, 50, 5],
  /** 24: whether a list by ids without `limit_rows` is as long as other lists at most. */
  lookUp: ['whole', 'paged'],
  /** 30: of more than 500 rows that are asked for 500 come, or the request is refused. */
  tooManyRows: ['cut', 'refused'],
  /** 29: the status of a request that is refused for what it says. */
  refusedStatus: [400, 422, 409, 402],
  /** 7: where the items of a period list carry links. */
  periodLinks: ['onChange', 'everywhere', 'nowhere'],
  /** 11: `delete` as one string of ids with commas is taken, or refused. */
  commaDelete: ['accepted', 'refused'],
  /** 1: the key under which the comment of a transaction is changed. */
  commentKey: ['either', 'comments', 'comment'],
  /** 23: comments are changed at the address with a slash at its end, without one, or both. */
  commentUrl: ['either', 'slash', 'bare'],
  /** 24: whether the last day of a filter by dates belongs to it. */
  lastDay: ['included', 'excluded'],
  /** 25: status for a method that a path does not support. */
  unsupportedMethod: [405, 404, 400, 501],
} as const;

type Choices = typeof choices;

/** One value for each choice. */
export type Policy = { readonly [Choice in keyof Choices]: Choices[Choice][number] };

export const defaultPolicy: Policy = {
  deletedRecords: 'absent',
  emptyList: 'noContent',
  partlyBadBatch: 'refused',
  itemErrors: 'keyed',
  staleUpdate: 'accepted',
  updatedAt: 'asSent',
  afterLeftOut: 'kept',
  periodChangeItems: 'changed',
  transactionDelete: 'noContent',
  emptyRelation: 'object',
  unsetNumber: 0,
  selfLink: 'bare',
  errorBody: 'response',
  listOrder: 'oldestFirst',
  pageSize: 500,
  lookUp: 'whole',
  tooManyRows: 'cut',
  refusedStatus: 400,
  periodLinks: 'onChange',
  commaDelete: 'accepted',
  commentKey: 'either',
  commentUrl: 'either',
  lastDay: 'included',
  unsupportedMethod: 405,
};
