/** Comments of every kind and wide amounts, added and changed; batches of which a part is bad, or that do all at once. */
import {
  behind,
  digitTexts,
  longTexts,
  overlongTexts,
  shapedTexts,
  textKinds,
  wideMoments,
  wideNumbers,
} from '../../generators/text-kinds.ts';
import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { at, idOf, refusalOf, refusesSome, type Answer, type Item } from '../../target/answer.ts';
import * as support from '../support/claims.ts';
import { restsOn, type KeptOrRefused } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { acknowledgedIn, idsThatReadBack, post, settle, type Purchase } from './adding.ts';
import { comments } from './comments.scenario.ts';
import { deletions } from './deletions.scenario.ts';
import { expect, type SentAndStored } from './expect.ts';
import { clientId, purchaseOf } from './purchases.scenario.ts';
import { readBack } from './transaction.ts';

const { path } = operations['transactions.change'];

type Refusable = SentAndStored & { readonly isRefused: boolean };

/** Comments that a target may refuse. */
const refusable = { ...shapedTexts, ...longTexts, ...overlongTexts };

/** Changes of comments that it may refuse, each alone if need be; one may be emptied, too, and digits may not be refused. */
const changeable = { ...refusable, ...digitTexts, emptied: '' };

/** How the roles of what may be refused begin. */
const roles = { added: 'added', wide: 'wide', late: 'late', unpriced: 'unpriced' } as const;

/** Dates of purchases that are still to come, with the one that the document itself sends. */
const lateDates = { 'of the sample': 14_762_143_651, ...wideMoments } as const;

/** Seconds from now to a purchase that is to be made soon. */
const TEN_DAYS = 864_000;

/** Purchases of the large batch whose comments are changed, by the kind of the new one, and one to be deleted. */
const targets = new Map(
  Object.keys({ ...textKinds, ...changeable, 'to delete': '' }).map((kind, index) => [
    kind,
    purchaseOf('noted', `Before: ${kind}`, { date: 1_495_000_013 + index * 90_061, price: 13_001 + index }),
  ]),
);

/** All that one customer's purchases show of texts and numbers, and of batches. */
export const texts = {
  name: 'transactions: texts and numbers of every kind',
  async play(setting) {
    const { caller, marker, now, play, unknownId } = setting;
    const administrator = caller('administrator');
    const { best } = await play(comments);
    restsOn('transactions.comment.changed', best.worked, 'No comment could be changed in any way.');
    const customer = await clientId(setting, 'noted');
    // By then the customer has been looked at, and the newest transaction is deleted, whose id is not given again.
    await setting.after([deletions]);

    const cast = castOf(customer, marker, { 'in ten days': now() + TEN_DAYS, ...lateDates });
    const { sent, ids } = await post(administrator, cast);
    const idsByKind = new Map<string, number>();
    for (const [kind, target] of targets) {
      const [id = 0] = idsThatReadBack([await play(target)]);
      idsByKind.set(kind, id);
    }
    const idOfKind = (kind: string): number => idsByKind.get(kind) ?? 0;

    const update = (kind: string, text: string) => ({
      transaction_id: idOfKind(kind),
      [best.key]: Object.hasOwn(digitTexts, kind) ? text : worded(marker, text),
    });
    const url = best.url === 'slash' ? `${path}/` : path;
    const change = (changes: object) => administrator.post(url, changes);
    const stated = Object.entries(textKinds).map(([kind, text]) => update(kind, text));
    const newcomer = purchase(customer, 90, `${marker} Added with all at once`);
    const doomed = idOfKind('to delete');
    const together = await change({ add: [newcomer], update: stated, delete: [doomed] });
    const commenting = together.status === 200 ? together : await change({ update: stated });

    const silent = Object.entries(changeable).map(([kind, text]) => ({ kind, one: update(kind, text) }));
    const whole = await change({ update: silent.map(({ one }) => one) });
    const silentAnswers = new Map<string, Answer>();
    for (const { kind, one } of silent) {
      silentAnswers.set(kind, whole.status === 200 ? whole : await change({ update: [one] }));
    }

    const good = (number: number) => purchase(customer, number, `${marker} Good one ${number}`);
    const bad = (number: number) => purchase(unknownId(60), number, `${marker} Bad one ${number}`);
    const goodFirst = [good(91), good(92)];
    const badFirst = [good(95)];
    const mixed = [
      { good: goodFirst, add: [goodFirst[0], bad(93), goodFirst[1], bad(94)] },
      { good: badFirst, add: [bad(96), ...badFirst] },
    ];
    const mixedAnswers: Answer[] = [];
    for (const { add } of mixed) mixedAnswers.push(await administrator.post(path, { add }));

    const acknowledged = [together, ...mixedAnswers].flatMap(acknowledgedIn);
    const later = (await readBack(administrator, [customer], [...ids, ...acknowledged])).items;
    const purchases: Readonly<Record<string, Purchase>> = settle(sent, later);
    const withId = (id: number): Item | null => later.find((item) => idOf(item) === id) ?? null;
    // By the date: what comments become of other changes is for others to say.
    const isListed = ({ date }: TransactionAdd) => later.some((item) => item['date'] === date);
    const changed = (kind: string, text: string, answer: Answer): Refusable => ({
      sent: { comment: Object.hasOwn(digitTexts, kind) ? text : worded(marker, text) },
      stored: withId(idOfKind(kind)),
      refusal: answer.status === 200 ? null : String(answer.status),
      isRefused: refusesSome(answer),
    });
    const addedOf = (kinds: object) =>
      Object.keys(kinds).map((kind): Purchase => purchases[`${roles.added} ${kind}`] ?? nobody);
    const changedOf = (kinds: Readonly<Record<string, string>>) =>
      Object.entries(kinds).map(([kind, text]) => changed(kind, text, silentAnswers.get(kind) ?? whole));

    const isDeleted = (withId(doomed)?.['is_deleted'] ?? true) === true;
    const isCommented = stated.some(({ transaction_id }) => !isAsBefore(withId(transaction_id)));
    const done: readonly (readonly [string, boolean])[] = [
      ['added', isListed(newcomer)],
      ['commented', together.status === 200 && isCommented],
      ['deleted', isDeleted],
    ];
    return {
      shaped: { added: addedOf(shapedTexts), changed: changedOf(shapedTexts) },
      long: { added: addedOf(longTexts), changed: changedOf(longTexts) },
      overlong: { added: addedOf(overlongTexts), changed: changedOf(overlongTexts) },
      wide: Object.keys(wideNumbers).map((kind): Purchase => purchases[`${roles.wide} ${kind}`] ?? nobody),
      future: purchases[`${roles.late} in ten days`] ?? nobody,
      late: Object.keys(lateDates).map((kind): Purchase => purchases[`${roles.late} ${kind}`] ?? nobody),
      emptied: changedOf({ emptied: '' }),
      digits: changedOf(digitTexts),
      unpriced: purchases[roles.unpriced] ?? nobody,
      /** What was the newest when comments were changed. */
      newest: [
        purchases[roles.unpriced] ?? nobody,
        {
          sent: newcomer,
          stored: later.find((item) => item['date'] === newcomer.date) ?? null,
          refusal: null,
        },
      ].filter(({ stored }) => stored !== null),
      commented: Object.entries(textKinds).map(([kind, text]) => changed(kind, text, commenting)),
      together: {
        answer: together,
        isRefused: refusalOf(together) !== null,
        done: done.flatMap(([what, isDone]) => (isDone ? [what] : [])),
        undone: done.flatMap(([what, isDone]) => (isDone ? [] : [what])),
      },
      partlyBad: mixedAnswers.map((answer, index) => ({
        answer,
        good: mixed[index]?.good.length ?? 0,
        stored: (mixed[index]?.good ?? []).filter(isListed).length,
        acknowledged: answer.status === 200 ? acknowledgedIn(answer).length : 0,
      })),
    };
  },
} satisfies Scenario<unknown>;

type Texts = Awaited<ReturnType<typeof texts.play>>;

const nobody: Purchase = { sent: {}, id: null, stored: null, refusal: 'it was not sent', isRefused: false };

function castOf(
  customer: number,
  marker: string,
  dates: Readonly<Record<string, number>>,
): Readonly<Record<string, TransactionAdd>> {
  const all: readonly (readonly [string, string, Partial<TransactionAdd>?])[] = [
    ...Object.entries(refusable).map(
      ([kind, text]) => [`${roles.added} ${kind}`, behind(marker, text)] as const,
    ),
    ...Object.entries(wideNumbers).map(
      ([kind, price]) => [`${roles.wide} ${kind}`, `${marker} Worth ${kind}`, { price }] as const,
    ),
    ...Object.entries(dates).map(
      ([kind, date]) => [`${roles.late} ${kind}`, `${marker} Bought ${kind}`, { date }] as const,
    ),
  ];
  const { price: _, ...unpriced } = purchase(customer, all.length, `${marker} Without an amount`);
  return {
    ...Object.fromEntries(
      all.map(([role, comment, fields], index) => [
        role,
        { ...purchase(customer, index, comment), ...fields },
      ]),
    ),
    [roles.unpriced]: unpriced,
  };
}

/** The marker before a text; nothing before none. */
function worded(marker: string, text: string): string {
  return text === '' ? '' : behind(marker, text);
}

/** With a date and an amount that no other has. */
function purchase(customer_id: number, number: number, comment: string): TransactionAdd {
  return { customer_id, date: 1_515_000_011 + number * 90_061, price: 12_001 + number, comment };
}

/** Whether a purchase still has the comment that it was added with; what became of another is for others to say. */
function isAsBefore(item: Item | null): boolean {
  return item === null || String(item['comment']).includes('Before: ');
}

/** Which of the permitted ways the target takes with a partly bad batch; null when it takes none of them. */
export function sideOfBad({
  answer,
  good,
  stored,
  acknowledged,
}: Texts['partlyBad'][number]): 'whole' | 'partial' | null {
  if (answer.status >= 400 && answer.status < 500) return stored === 0 ? 'whole' : null;
  const hasErrors = at(answer.body, '_embedded', 'errors') !== undefined && refusesSome(answer);
  return acknowledged === good && stored === good && hasErrors ? 'partial' : null;
}

/** What a target may refuse, but not store otherwise. */
export function keptOrRefused<const Id extends string>(
  id: Id,
  says: string,
  field: 'comment' | 'price' | 'date',
  of: (all: Texts) => readonly Refusable[],
  options: KeptOrRefused = {},
) {
  return support.keptOrRefused(id, says, {
    ...options,
    operation: 'transactions.change',
    source:
      field === 'comment'
        ? ['transactions.change: parameter add/comment', 'transactions.comments: parameter update/comments']
        : `transactions.change: parameter add/${field}`,
    given: { texts },
    of: ({ texts: all }) => of(all),
    demands(purchase) {
      expect(purchase).toBeStoredAsSentOrRefused(field);
    },
  });
}
