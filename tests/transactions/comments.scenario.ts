import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, inWords, refusalOf, type Answer, type Item } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import { acknowledgedIn, addAll, idsThatReadBack } from './adding.ts';
import { clientId, clients } from './clients.scenario.ts';
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

/** Seconds, so that a changed date of change shows. */
const A_SECOND_AND_MORE = 1.1;

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
  async play({ caller, marker, play, sleep }) {
    const administrator = caller('administrator');
    const customer = clientId(await play(clients), 'noted');
    const added = await addAll(administrator, [customer], castOf(customer, marker));
    const { ids, purchases, book: earlier } = added;
    idsThatReadBack(Object.values(purchases));
    await sleep(A_SECOND_AND_MORE);

    const sendings = [];
    /** What a request was about that broke down: it may have been carried out all the same. */
    const inDoubt: number[] = [];
    let obstacle = new CannotJudge({ outcome: 'error', reason: 'No comment was sent in any way.' });
    for (const { key, url } of ways) {
      const [silentId = 0, spokenId = 0] = idsThatReadBack([
        purchases[`silent ${key} ${url}`],
        purchases[`spoken ${key} ${url}`],
      ]);
      const text = `${marker} Draw up a contract (${key}, ${url})`;
      const changed = `${marker} Составить договор (${key}, ${url}) — «срочно» 客户 🚀 <b>&amp;</b>`;
      const update = [
        { transaction_id: silentId, [key]: text },
        { transaction_id: String(spokenId), [key]: changed },
      ];
      const answer = await orObstacle(() => administrator.post(paths[url], { update }));
      if (answer instanceof CannotJudge) {
        obstacle = answer;
        inDoubt.push(silentId, spokenId);
        continue;
      }
      sendings.push({
        key,
        url,
        path: paths[url],
        answer,
        ids: [silentId, spokenId],
        texts: [text, changed],
      });
    }

    const later = await readBack(administrator, [customer], ids);
    const earlierIds = idsOf(earlier.items);
    const changes = changesOf(earlier.items, later.items);
    const commented = sendings.flatMap((sending) => sending.ids);
    const attempts = sendings.map((sending) => attemptOf(sending, earlier.items, later.items));
    const [documented] = attempts;
    if (!documented) throw obstacle;
    return {
      customer,
      attempts,
      /** The first way that works; the documented one where none does. */
      best: attempts.find(({ worked }) => worked) ?? documented,
      commented: changes.filter(({ before }) => commented.includes(idOf(before) ?? 0)),
      others: changes.filter(({ before }) => ![...commented, ...inDoubt].includes(idOf(before) ?? 0)),
      newcomers: later.items.filter((item) => !earlierIds.includes(idOf(item) ?? 0)),
      bystander: idOf(purchases.before.stored) ?? 0,
      after: later.items,
    };
  },
} satisfies Scenario<unknown>;

/** One address may well redirect to the other, which the client does not follow: the others are tried all the same. */
async function orObstacle(send: () => Promise<Answer>): Promise<Answer | CannotJudge> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof CannotJudge) return error;
    throw error;
  }
}

/** The keys that work, at whichever address. */
export function workingKeys(attempts: readonly Attempt[]): readonly CommentKey[] {
  return (['comment', 'comments'] as const).filter((key) =>
    attempts.some((one) => one.worked && one.key === key),
  );
}

/** The addresses that work, with whichever key. */
export function workingUrls(attempts: readonly Attempt[]): readonly CommentUrl[] {
  return (['slash', 'bare'] as const).filter((url) => attempts.some((one) => one.worked && one.url === url));
}

/** The side of a reading that names both ways or the only one. */
export function sideOf<Way extends string>(working: readonly Way[]): Way | 'both' | 'none' {
  return working.length > 1 ? 'both' : (working[0] ?? 'none');
}

type CastRole = 'before' | 'after' | `${'silent' | 'spoken'} ${CommentKey} ${CommentUrl}`;

function castOf(customer: number, marker: string): Record<CastRole, TransactionAdd> {
  const transaction = (number: number, comment?: string): TransactionAdd => ({
    customer_id: customer,
    date: 1_493_000_000 + number * 90_061,
    price: 7_001 + number,
    ...(comment !== undefined && { comment: `${marker} ${comment}` }),
  });
  const pairs = ways.flatMap(({ key, url }, index): [CastRole, TransactionAdd][] => [
    [`silent ${key} ${url}`, transaction(2 * index + 1)],
    [`spoken ${key} ${url}`, transaction(2 * index + 2, `Everything went well ${index}`)],
  ]);
  const cast: [CastRole, TransactionAdd][] = [
    ['before', transaction(0, 'The first to stand by')],
    ...pairs,
    ['after', transaction(9, 'The last to stand by')],
  ];
  return Object.fromEntries(cast) as Record<CastRole, TransactionAdd>;
}

type Sending = Omit<Attempt, 'acknowledged' | 'added' | 'changed' | 'worked'> & {
  readonly texts: readonly string[];
};

function attemptOf(
  { texts, ...sending }: Sending,
  earlier: readonly Item[],
  later: readonly Item[],
): Attempt {
  const { answer, ids } = sending;
  const [silentId = 0, spokenId = 0] = ids;
  const [added = '', changed = ''] = texts;
  const refusal = refusalOf(answer) === null ? null : inWords(answer);
  const find = (items: readonly Item[], id: number) => items.find((item) => idOf(item) === id) ?? null;
  return {
    ...sending,
    acknowledged: acknowledgedIn(answer),
    added: { text: added, stored: find(later, silentId), refusal },
    changed: { text: changed, stored: find(later, spokenId), refusal },
    worked: ids.some((id) => find(earlier, id)?.['comment'] !== find(later, id)?.['comment']),
  };
}
