import { operations } from '../../spec/operations.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import { customerOf } from '../../target/amocrm/transaction.ts';
import { idOf, idsOf, inWords, refusalOf, type Answer, type Item } from '../../target/answer.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { acknowledgedIn, idsThatReadBack } from './adding.ts';
import type { SentAndStored } from './expect.ts';
import { clientId, plans, purchaseOf, purchases } from './purchases.scenario.ts';
import { changesOf, readBack } from './transaction.ts';

const { path } = operations['transactions.change'];
const paths = { slash: `${path}/`, bare: path };

const numbered = (number: number) => ({ date: 1_493_000_000 + number * 90_061, price: 7_001 + number });

const firstBystander = purchaseOf('noted', 'The first to stand by', numbered(0));

/**
 * Every way to send a comment that the source names (readings 1 and 23), its table first, then its example; and a
 * transaction without a comment and one with a comment to try it on.
 */
const ways = (
  [
    { key: 'comments', url: 'slash' },
    { key: 'comment', url: 'slash' },
    { key: 'comments', url: 'bare' },
    { key: 'comment', url: 'bare' },
  ] as const
).map((way, index) => ({
  ...way,
  silent: purchaseOf('noted', null, numbered(2 * index + 1)),
  spoken: purchaseOf('noted', `Everything went well ${index}`, numbered(2 * index + 2)),
}));

/** Each has the date, the amount or the comment of one whose comment changes, and must not be taken for it. */
const twins = ways.flatMap((_, index) => {
  const spoken = numbered(2 * index + 2);
  const own = numbered(20 + 2 * index);
  return [
    purchaseOf('noted', `Of the same date ${index}`, { ...own, date: spoken.date }),
    purchaseOf('noted', `Of the same amount ${index}`, { ...own, price: spoken.price }),
    purchaseOf('noted', `Everything went well ${index}`, numbered(21 + 2 * index)),
  ];
});

const lastBystander = purchaseOf('noted', 'The last to stand by', numbered(9));

const all = [
  firstBystander,
  ...ways.flatMap(({ silent, spoken }) => [silent, spoken]),
  ...twins,
  lastBystander,
];

/** Seconds, so that a changed date of change shows. */
const A_SECOND_AND_MORE = 1.1;

/** One way to send comments that was tried. */
export interface Attempt {
  readonly key: 'comment' | 'comments';
  readonly url: 'slash' | 'bare';
  /** The transactions whose comments were sent. */
  readonly ids: readonly number[];
  readonly acknowledged: readonly number[];
  readonly added: SentAndStored;
  readonly changed: SentAndStored;
  /** Whether any of the comments is another one than before. */
  readonly worked: boolean;
}

/** Comments sent in every way, each to transactions of their own, between transactions that stand by. */
export const comments = {
  name: 'transactions: comments',
  early: true,
  async play(setting) {
    const { caller, marker, play, sleep } = setting;
    const administrator = caller('administrator');
    const customer = await clientId(setting, 'noted');
    const { items, addedAt } = await play(purchases);
    // They tell how the customer is when nothing is bought any more.
    await setting.after([plans]);
    const idsOfAll = async (some: typeof all) =>
      idsThatReadBack(await Promise.all(some.map((one) => play(one))));
    const ids = await idsOfAll(all);
    const earlier = items.filter((item) => customerOf(item) === customer || ids.includes(idOf(item) ?? 0));
    await sleep(Math.max(0, A_SECOND_AND_MORE - (performance.now() - addedAt) / 1000));

    const sendings = [];
    /** What a request was about that broke down: it may have been carried out all the same. */
    const inDoubt: number[] = [];
    let obstacle = new CannotJudge({ outcome: 'error', reason: 'No comment was sent in any way.' });
    for (const { key, url, silent, spoken } of ways) {
      const [silentId = 0, spokenId = 0] = await idsOfAll([silent, spoken]);
      const added = { id: silentId, comment: `${marker} Draw up a contract (${key}, ${url})` };
      const changed = {
        id: spokenId,
        comment: `${marker} Составить договор (${key}, ${url}) — «срочно» 客户 🚀 <b>&amp;</b>`,
      };
      const update = [
        { transaction_id: added.id, [key]: added.comment },
        { transaction_id: String(changed.id), [key]: changed.comment },
      ];
      const answer = await orObstacle(() => administrator.post(paths[url], { update }));
      if (answer instanceof CannotJudge) {
        obstacle = answer;
        inDoubt.push(added.id, changed.id);
        continue;
      }
      sendings.push({ key, url, answer, added, changed });
    }

    const later = (await readBack(administrator, [customer], ids)).items;
    const attempts = sendings.map(({ key, url, answer, added, changed }): Attempt => {
      const refusal = refusalOf(answer) === null ? null : inWords(answer);
      const tried = [added.id, changed.id];
      return {
        key,
        url,
        ids: tried,
        acknowledged: acknowledgedIn(answer),
        added: { sent: added, stored: withId(later, added.id), refusal },
        changed: { sent: changed, stored: withId(later, changed.id), refusal },
        worked: tried.some((id) => withId(earlier, id)?.['comment'] !== withId(later, id)?.['comment']),
      };
    });
    const [documented] = attempts;
    if (!documented) throw obstacle;
    const changes = changesOf(earlier, later);
    const commented = attempts.flatMap((attempt) => attempt.ids);
    return {
      attempts,
      /** The first way that works; the documented one where none does. */
      best: attempts.find(({ worked }) => worked) ?? documented,
      commented: changes.filter(({ before }) => commented.includes(idOf(before) ?? 0)),
      others: changes.filter(({ before }) => ![...commented, ...inDoubt].includes(idOf(before) ?? 0)),
      newcomers: later.filter((item) => !idsOf(earlier).includes(idOf(item) ?? 0)),
      after: later,
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

function withId(items: readonly Item[], id: number): Item | null {
  return items.find((item) => idOf(item) === id) ?? null;
}

/** The side of a reading that names the ways that work: the only one, or both. */
export function sideOf<Way extends string>(
  attempts: readonly Attempt[],
  wayOf: (attempt: Attempt) => Way,
): Way | 'both' | 'none' {
  const [working, ...others] = new Set(attempts.filter(({ worked }) => worked).map(wayOf));
  return others.length > 0 ? 'both' : (working ?? 'none');
}

/**
 * Updates without a transaction, without a comment and of an unknown transaction before a known one, sent in a way that
 * works otherwise.
 */
export const refusedComments = {
  name: 'transactions: refused comments',
  async play(setting) {
    const { caller, marker, play, unknownId } = setting;
    const administrator = caller('administrator');
    const customer = await clientId(setting, 'noted');
    const { best, after: earlier } = await play(comments);
    restsOn('transactions.comment.changed', best.worked, 'No comment could be changed in any way.');
    const [bystander] = idsThatReadBack([await play(firstBystander)]);
    const [neighbour = 0] = idsThatReadBack([await play(lastBystander)]);
    const { key, url } = best;

    const lost = `${marker} To no transaction`;
    const strange = `${marker} To an unknown transaction`;
    const beside = `${marker} Beside one to an unknown transaction`;
    const update = (changes: readonly object[], options: { invalid: boolean }) =>
      administrator.post(paths[url], { update: changes }, options);
    const withoutTransaction = await update([{ [key]: lost }], { invalid: true });
    const withoutComment = await update([{ transaction_id: bystander }], { invalid: true });
    const unknown = await update(
      [
        { transaction_id: unknownId(62), [key]: strange },
        { transaction_id: neighbour, [key]: beside },
      ],
      { invalid: false },
    );

    const later = (await readBack(administrator, [customer], [bystander ?? 0, neighbour])).items;
    /** Transactions that carry a comment which none was to get. */
    const carriersOf = (text: string) => later.filter(({ comment }) => comment === text);
    return {
      withoutTransaction: { answer: withoutTransaction, carriers: carriersOf(lost) },
      withoutComment: {
        answer: withoutComment,
        changes: changesOf(earlier, later).filter(({ before }) => idOf(before) === bystander),
      },
      unknown: {
        answer: unknown,
        carriers: carriersOf(strange),
        beside: { sent: { comment: beside }, stored: withId(later, neighbour), refusal: null },
      },
    };
  },
} satisfies Scenario<unknown>;
