import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { at, idOf, inWords, itemsOf, refusalOf, type Answer, type Item } from '../../target/answer.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { createdAround } from './adding.ts';
import { allByDate, rangeAround } from './date-ranges.ts';
import { reservedDays } from './reserved-days.ts';
import { SharedBatch, type Made } from './shared-batch.ts';

const { path } = operations['customers.change'];

/** What is wrong with a customer: a field that it lacks, or what it is sent with. */
interface Wrong {
  readonly lacks?: 'name' | 'next_date';
  readonly sends?: Partial<CustomerAdd>;
}

/** A customer that the target has to refuse: the answer, and what of it is stored all the same. */
export interface Refused {
  readonly answer: Answer;
  readonly stored: readonly Item[];
}

/** A customer as it was sent, and how that was answered. */
interface Attempt {
  readonly sent: Partial<CustomerAdd>;
  readonly answer: Answer;
}

/** Customers that lack something or refer to what does not exist, each sent alone, on one day and for one day. */
const attempts = new SharedBatch<Wrong, Attempt>({
  name: 'customers: refused ones',
  plain: {},
  async play({ calendar, caller, marker }, members) {
    const administrator = caller('administrator');
    const day = calendar.created(reservedDays.refused);
    const next = calendar.next(reservedDays.refused).noon;
    const sent: (readonly [string, Attempt])[] = [];
    for (const [label, { lacks, sends = {} }] of Object.entries(members)) {
      const whole = {
        name: `${marker} refused ${label}`,
        next_date: next + sent.length + 1,
        created_at: day.noon,
        ...sends,
      };
      const customer: Partial<CustomerAdd> = Object.fromEntries(
        Object.entries(whole).filter(([field]) => field !== lacks),
      );
      const options = { invalid: lacks !== undefined };
      sent.push([
        label,
        { sent: customer, answer: await administrator.post(path, { add: [customer] }, options) },
      ]);
    }
    return Object.fromEntries(sent);
  },
});

/** Batches with customers that lack a name or a next date: one begins with a good customer, the other with a bad one. */
const mixedBatches = {
  name: 'customers: partly bad batches, sent',
  async play({ payloads, calendar, caller, marker }) {
    const customer = (label: string, order: number) =>
      payloads.customer(label, {
        name: `${marker} of a partly bad batch: ${label}`,
        created_at: calendar.created(reservedDays.refused).noon,
        next_date: calendar.next(reservedDays.refused).noon + 1_000 + order,
      });
    const [first, last, behind] = [
      customer('first good', 1),
      customer('last good', 2),
      customer('behind a bad one', 5),
    ];
    const { name: _name, ...nameless } = customer('nameless', 3);
    const { next_date: _date, ...dateless } = customer('dateless', 4);
    const { name: _noName, ...leading } = customer('leading', 6);
    const batches: readonly Mixed[] = [
      { add: [first, nameless, last, dateless], good: [first, last] },
      { add: [leading, behind], good: [behind] },
    ];

    const sent: (Mixed & { readonly answer: Answer })[] = [];
    for (const batch of batches) {
      const answer = await caller('administrator').post(path, { add: batch.add }, { invalid: true });
      sent.push({ ...batch, answer });
    }
    return sent;
  },
} satisfies Scenario<unknown>;

/**
 * What the days of those that are to be refused list when all were sent: that of their creation, and that of their next
 * purchase, where those are listed whose creation was dated otherwise. A good customer proves that it is listed.
 */
const listedAfterwards: Scenario<readonly Item[]> = {
  name: 'customers: refused ones, looked for',
  async play(setting) {
    const { calendar, caller, marker } = setting;
    await setting.after([attempts, mixedBatches]);
    const administrator = caller('administrator');
    const day = calendar.created(reservedDays.refused);
    const next = calendar.next(reservedDays.refused);
    const control = { name: `${marker} refused control`, next_date: next.noon, created_at: day.noon };
    await administrator.post(path, { add: [control] });
    const ofCreation = itemsOf(await administrator.get(path, createdAround(day)));
    const ofNextPurchase = itemsOf(await administrator.get(path, allByDate('next_date', rangeAround(next))));

    restsOn(
      ['customers.list.filter.date.create.range', 'customers.add.single'],
      ofCreation.some(({ name }) => name === control.name),
      'A customer stored for comparison is not listed.',
    );
    return [...new Map([...ofCreation, ...ofNextPurchase].map((item) => [idOf(item), item])).values()];
  },
};

/** A customer to be refused, and what is stored of it once all of them were sent. */
export function refused(label: string, wrong: Made<Wrong>): Scenario<Refused> {
  const attempt = attempts.customer(label, wrong);
  return {
    name: `${attempt.name}, and what is stored of it`,
    async play({ play }) {
      const { sent, answer } = await play(attempt);
      return { answer, stored: (await play(listedAfterwards)).filter((item) => isOf(sent, item)) };
    },
  };
}

/** Told by the name or, where that was not sent, by the moment of the next purchase. */
function isOf({ name = NaN, next_date = NaN }: Readonly<Record<string, unknown>>, item: Item): boolean {
  return item['name'] === name || item['next_date'] === next_date;
}

/** What became of the partly bad batches. */
export const partlyBad = {
  name: 'customers: partly bad batches',
  async play({ play }) {
    const sent = await play(mixedBatches);
    const listed = await play(listedAfterwards);
    const isStored = (one: Partial<CustomerAdd>): boolean => listed.some((item) => isOf({ ...one }, item));
    return sent.map(({ add, good, answer }): PartlyBad => {
      const errors = at(answer.body, '_embedded', 'errors');
      const isBad = (one: Partial<CustomerAdd>): boolean => !good.some((other) => other === one);
      return {
        answer: inWords(answer),
        refused: refusalOf(answer) === 'status',
        acknowledged: answer.status === 200 ? itemsOf(answer).length : 0,
        hasErrors: typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0,
        good: good.length,
        storedGood: good.filter(isStored).length,
        storedBad: add.filter((one) => isBad(one) && isStored(one)).length,
      };
    });
  },
} satisfies Scenario<readonly PartlyBad[]>;

/** A batch, and what of it is good. */
interface Mixed {
  readonly add: readonly Partial<CustomerAdd>[];
  readonly good: readonly Partial<CustomerAdd>[];
}

/** What became of a batch. */
interface PartlyBad {
  readonly answer: string;
  readonly refused: boolean;
  readonly acknowledged: number;
  readonly hasErrors: boolean;
  /** How many of its customers were good. */
  readonly good: number;
  readonly storedGood: number;
  readonly storedBad: number;
}

/** Which of the permitted ways the target takes; null when it takes none of them. */
export function sideOf(batch: PartlyBad): 'whole' | 'partial' | null {
  const { refused, acknowledged, hasErrors, good, storedGood, storedBad } = batch;
  if (storedBad > 0) return null;
  if (refused && storedGood === 0) return 'whole';
  return acknowledged === good && hasErrors && storedGood === good ? 'partial' : null;
}
