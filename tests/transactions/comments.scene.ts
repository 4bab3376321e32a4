import { setTimeout as sleep } from 'node:timers/promises';
import type { CommentUpdate, TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { idOf, inWords, refusalOf, type Answer, type Item } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { acknowledgedIn, idsThatReadBack, post, settle, type Purchase } from './adding.ts';
import { clientId, clients } from './clients.scene.ts';
import { readBack } from './reading.ts';
import { changesOf } from './transaction.ts';

export type CommentKey = 'comment' | 'comments';
export type CommentUrl = 'slash' | 'bare';

const { path } = operations['transactions.change'];
const paths = { slash: `${path}/`, bare: path } as const satisfies Record<CommentUrl, string>;

/** Every way to send a comment that the source names (readings 1 and 23): its table first, then its example. */
const ways = [
  { key: 'comments', url: 'slash' },
  { key: 'comment', url: 'slash' },
  { key: 'comments', url: 'bare' },
  { key: 'comment', url: 'bare' },
] as const satisfies readonly { key: CommentKey; url: CommentUrl }[];

/** Longer than a second, so that a changed date of change shows. */
const A_SECOND_AND_MORE = 1100;

/** One way to send comments, tried on a transaction without a comment and on one with a comment. */
export interface Attempt {
  readonly key: CommentKey;
  readonly path: string;
  readonly url: CommentUrl;
  readonly answer: Answer;
  readonly ids: readonly number[];
  readonly acknowledged: readonly number[];
  readonly added: Commented;
  readonly changed: Commented;
  /** Whether any of the comments is another one than before. */
  readonly worked: boolean;
}

interface Commented {
  readonly text: string;
  readonly stored: Item | null;
  readonly refusal: string | null;
}

/** Comments sent in every way, each to transactions of their own, between transactions that stand by. */
export const comments = {
  name: 'transactions: comments',
  async play({ caller, marker, play }) {
    const administrator = caller('administrator');
    const customer = clientId(await play(clients), 'noted');
    const { sent, ids } = await post(administrator, cast(customer, marker));
    const earlier = await readBack(administrator, [customer], ids);
    const purchases = settle(sent, earlier.items);
    idsThatReadBack(Object.values(purchases));
    await sleep(A_SECOND_AND_MORE);

    const sendings = [];
    for (const [index, way] of ways.entries()) {
      const [silentId = 0, spokenId = 0] = idsThatReadBack(pairOf(purchases, index));
      const added = `${marker} Draw up a contract ${index}`;
      const changed = `${marker} Составить договор №${index} — «срочно» 客户 🚀 <b>&amp;</b>`;
      const update: CommentUpdate[] = [
        { transaction_id: silentId, [way.key]: added },
        { transaction_id: String(spokenId), [way.key]: changed },
      ];
      const answer = await administrator.post(paths[way.url], { update });
      sendings.push({ ...way, path: paths[way.url], answer, ids: [silentId, spokenId], texts: [added, changed] });
    }

    const later = await readBack(administrator, [customer], ids);
    const changes = changesOf(earlier.items, later.items);
    const commented = sendings.flatMap((sending) => sending.ids);
    return {
      customer,
      attempts: sendings.map((sending) => attemptOf(sending, earlier.items, later.items)),
      commented: changes.filter(({ before }) => commented.includes(idOf(before) ?? 0)),
      others: changes.filter(({ before }) => !commented.includes(idOf(before) ?? 0)),
      bystander: idOf(purchases.before.stored) ?? 0,
      after: later.items,
    };
  },
} satisfies Scene<unknown>;

/** The first way that works; the documented one where none does. */
export function workingAttempt(attempts: readonly Attempt[]): Attempt {
  const best = attempts.find(({ worked }) => worked) ?? attempts[0];
  if (best === undefined) throw prerequisiteFailed('transactions.add.batch', 'There was nothing to comment on.');
  return best;
}

type CastRole = 'before' | 'after' | `silent${number}` | `spoken${number}`;

function cast(customer: number, marker: string): Record<CastRole, TransactionAdd> {
  const transaction = (number: number, comment?: string): TransactionAdd => ({
    customer_id: customer,
    date: 1_493_000_000 + number * 90_061,
    price: 7_001 + number,
    ...(comment !== undefined && { comment: `${marker} ${comment}` }),
  });
  const pairs = ways.flatMap((_, index): [CastRole, TransactionAdd][] => [
    [`silent${index}`, transaction(2 * index + 1)],
    [`spoken${index}`, transaction(2 * index + 2, `Everything went well ${index}`)],
  ]);
  return {
    before: transaction(0, 'The first to stand by'),
    ...Object.fromEntries(pairs),
    after: transaction(9, 'The last to stand by'),
  };
}

function pairOf(purchases: Readonly<Record<CastRole, Purchase>>, index: number): Purchase[] {
  return [purchases[`silent${index}`], purchases[`spoken${index}`]];
}

type Sending = Omit<Attempt, 'acknowledged' | 'added' | 'changed' | 'worked'> & { readonly texts: readonly string[] };

function attemptOf({ texts, ...sending }: Sending, earlier: readonly Item[], later: readonly Item[]): Attempt {
  const { answer, ids } = sending;
  const [silentId = 0, spokenId = 0] = ids;
  const [added = '', changed = ''] = texts;
  const refusal = refusalOf(answer) === null ? null : inWords(answer);
  const commentOf = (items: readonly Item[], id: number) => items.find((item) => idOf(item) === id) ?? null;
  return {
    ...sending,
    acknowledged: acknowledgedIn(answer),
    added: { text: added, stored: commentOf(later, silentId), refusal },
    changed: { text: changed, stored: commentOf(later, spokenId), refusal },
    worked: ids.some((id) => commentOf(earlier, id)?.['comment'] !== commentOf(later, id)?.['comment']),
  };
}
