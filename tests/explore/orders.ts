/** In which orders requests that were under way at once may have been carried out. */
import { operations } from '../../spec/operations.ts';
import { at, idOf, idsOf, isItem, type Answer, type Item } from '../../target/answer.ts';
import { shown as worded } from '../support/expect.ts';
import { nameOf } from './charge.ts';
import type { Difference, Open } from './compare.ts';
import type { Asked, Choice, Model, RecordKind } from './model.ts';
import { byIds, itemsIn, type World } from './world.ts';

/** A change that was under way beside others. */
export interface Write {
  readonly kind: RecordKind;
  /** What it does, in words: `updates customer 7 (name, tags)`. */
  readonly says: string;
  readonly asked: Asked;
  readonly answer: Answer;
  /** What there was before that it changes, deletes or adds something to. */
  readonly touched: Readonly<Record<RecordKind, readonly number[]>>;
  /** Whether what its answer says is no answer to what became of single records. */
  readonly isMute: boolean;
  /** Whether it is about more than one record. */
  readonly isBatch: boolean;
  /** Whether it writes comments, which may be taken under another key or at another address only. */
  readonly comments: boolean;
}

/** Refused because of the others, which the sender is told: as if it had not been sent. */
export function isTurnedDown({ answer: { status } }: Pick<Write, 'answer'>): boolean {
  return status === 409 || status === 423;
}

/** One order, and what the model makes of it. */
interface Course {
  readonly writes: readonly Write[];
  /** The account before the first, and after each. */
  readonly models: readonly Model[];
  /** What differs in what the model answers, in words; empty where all is answered so. */
  readonly answersOtherwise: ReadonlyMap<Write, string>;
}

/** The orders of those writes that have to do with each other, each group by itself. */
export class Orders {
  readonly #world: World;
  readonly #base: Model;
  readonly #numbers: ReadonlyMap<Write, number>;
  readonly #groups: readonly (readonly Write[])[];
  readonly #courses = new Map<readonly Write[], Iterable<Course>>();
  readonly #shown = new Map<Model, ReadonlyMap<string, Item>>();
  /** Customers whose transactions are looked at. */
  readonly #buyers: readonly number[];
  readonly #customers: readonly number[];

  constructor(world: World, writes: readonly Write[]) {
    this.#world = world;
    this.#base = world.model;
    this.#numbers = new Map(writes.map((write, index) => [write, index + 1]));
    this.#groups = this.#grouped(writes.filter((write) => !isTurnedDown(write)));
    this.#buyers = [...new Set(world.transactions.values())];
    this.#customers = [...world.idsOf('customers')];
  }

  /** Whether some of the writes are about a record. */
  concerns(kind: RecordKind, id: number): boolean {
    return this.#groupOf(kind, id).length > 0;
  }

  /** Why a record can't show this after all of the writes, in whatever order; null where it can. */
  misfit(kind: RecordKind, id: number, shown: Item | undefined, open: Open): string | null {
    const group = this.#groupOf(kind, id);
    const reasons: { readonly course: Course; readonly reason: string }[] = [];
    for (const course of this.#coursesOf(group)) {
      const answer = course.writes.find(
        (write) => course.answersOtherwise.has(write) && isAbout(write, kind, id),
      );
      const model = course.models.at(-1) ?? this.#base;
      const difference = this.#difference(kind, id, { model, shown, open });
      if (answer === undefined && difference === null) return null;
      const reason =
        answer === undefined
          ? wordsOf(difference)
          : `request ${String(this.#numbers.get(answer))} ${course.answersOtherwise.get(answer) ?? ''}`;
      reasons.push({ course, reason });
    }
    return this.#witness(kind, id, group, reasons);
  }

  /** Whether a record may have shown this while the writes were under way, or before them. */
  mayHaveShown(kind: RecordKind, id: number, shown: Item | undefined, open: Open): boolean {
    const fits = (model: Model): boolean => this.#difference(kind, id, { model, shown, open }) === null;
    if ([this.#base, ...this.#world.past].some(fits)) return true;
    for (const { models } of this.#coursesOf(this.#groupOf(kind, id))) if (models.some(fits)) return true;
    return false;
  }

  #difference(
    kind: RecordKind,
    id: number,
    { model, shown, open }: { readonly model: Model; readonly shown: Item | undefined; readonly open: Open },
  ): Difference | null {
    const expected = this.#itemsOf(model).get(`${kind} ${String(id)}`);
    const [difference] = this.#world.differences(kind, listOf(expected), listOf(shown), {
      ids: new Set([id]),
      open: new Map([[id, open]]),
    });
    return difference ?? null;
  }

  /** Everything that a model shows of the run. */
  #itemsOf(model: Model): ReadonlyMap<string, Item> {
    const known = this.#shown.get(model);
    if (known) return known;
    const { path } = operations['transactions.list'];
    const paths = {
      customers: [byIds(this.#customers)],
      transactions: this.#buyers.map((id) => `${path}?customer_id=${String(id)}&limit_rows=500`),
    };
    const items = (['customers', 'transactions'] as const).flatMap((kind) =>
      paths[kind]
        .flatMap((one) => this.#world.expected(model, one))
        .map((item) => [`${kind} ${String(idOf(item))}`, item] as const),
    );
    const map = new Map(items);
    this.#shown.set(model, map);
    return map;
  }

  #groupOf(kind: RecordKind, id: number): readonly Write[] {
    return this.#groups.find((group) => group.some((write) => isAbout(write, kind, id))) ?? NONE;
  }

  /** Writes that have a record in common, directly or by others; who refuses one for another looks at both. */
  #grouped(writes: readonly Write[]): readonly (readonly Write[])[] {
    const keysOf = ({ touched: { customers, transactions } }: Write): readonly string[] => [
      ...customers.map((id) => `customers ${String(id)}`),
      ...transactions.flatMap((id) => [
        `transactions ${String(id)}`,
        `customers ${String(this.#world.transactions.get(id))}`,
      ]),
    ];
    return writes.reduce<readonly (readonly Write[])[]>((groups, write) => {
      const keys = keysOf(write);
      const isNear = (group: readonly Write[]): boolean =>
        group.some((one) => keysOf(one).some((key) => keys.includes(key)));
      return [...groups.filter((group) => !isNear(group)), [...groups.filter(isNear).flat(), write]];
    }, []);
  }

  /** The likeliest first; none is tried before it is asked for. */
  #coursesOf(group: readonly Write[]): Iterable<Course> {
    const courses = this.#courses.get(group) ?? remembered(this.#tried(group));
    this.#courses.set(group, courses);
    return courses;
  }

  *#tried(group: readonly Write[]): Generator<Course, undefined> {
    const { seen } = this.#world.habits;
    for (const choice of this.#world.open(choicesOf(group))) {
      for (const writes of permutationsOf(group)) {
        const models = [this.#base];
        const answersOtherwise = new Map<Write, string>();
        for (const write of writes) {
          const reply = (models.at(-1) ?? this.#base).answer(write.asked, { ...seen, ...choice });
          models.push(reply.model);
          const [due, told] = [doneBy(write, reply), doneBy(write, write.answer)];
          if (!write.isMute && due !== told)
            answersOtherwise.set(write, `has to be answered with ${due}, and is with ${told}`);
        }
        yield { writes, models, answersOtherwise };
      }
    }
  }

  #witness(
    kind: RecordKind,
    id: number,
    group: readonly Write[],
    reasons: readonly { readonly course: Course; readonly reason: string }[],
  ): string {
    const name = `${nameOf(kind)} ${String(id)}`;
    if (group.length === 0)
      return `${name}: ${reasons[0]?.reason ?? 'it is otherwise'}, though nothing is done to it.`;
    const numbered = (writes: readonly Write[]): string =>
      writes.map((write) => String(this.#numbers.get(write))).join(', ');
    const requests = group.map((write) => `${String(this.#numbers.get(write))} ${write.says}`);
    const told = new Map<string, string>();
    for (const { course, reason } of reasons) {
      const order = numbered(course.writes);
      if (!told.has(order)) told.set(order, reason);
    }
    const few = [...told].slice(0, MOST_TOLD).map(([order, reason]) => `${order}: ${reason}`);
    const others = told.size - few.length;
    return `${name}: what is shown comes of no order of what was under way at once (${requests.join('; ')}). In the order ${few.join('; in the order ')}${others > 0 ? `; ${String(others)} more` : ''}.`;
  }
}

/** What nothing is done to. */
const NONE: readonly Write[] = [];

/** Orders of which a witness tells. */
const MOST_TOLD = 3;

function isAbout({ touched }: Write, kind: RecordKind, id: number): boolean {
  return touched[kind].includes(id);
}

function listOf(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}

function wordsOf(difference: Difference | null): string {
  if (difference === null) return 'all is well';
  const { field, expected, shown } = difference;
  return field === 'record'
    ? `there has to be ${String(expected)}, and there is ${String(shown)}`
    : `${field} has to be ${worded(expected)}, and ${worded(shown)} is shown`;
}

/** Which records a change says that it added, changed and deleted: what was refused it did nothing to. */
function doneBy(
  { kind, touched }: Write,
  { status, body }: { readonly status: number; readonly body: unknown },
): string {
  if (status >= 400) return 'nothing done';
  const deleted = at(body, '_embedded', 'items', 'deleted');
  const gone = idsOf(Array.isArray(deleted) ? deleted.filter(isItem) : []);
  const named = idsOf(itemsIn(body));
  // A new one may have the id of one of the other kind.
  const known = new Set(touched[kind]);
  const changed = named.filter((id) => known.has(id)).sort();
  const added = named.filter((id) => !known.has(id)).length;
  const parts = [
    ...(added > 0 ? [`${String(added)} added`] : []),
    ...(changed.length > 0 ? [`${changed.join(', ')} changed`] : []),
    ...(gone.length > 0 ? [`${[...gone].sort().join(', ')} deleted`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : 'nothing done';
}

/** What the document leaves open of writes that have to do with each other. */
function choicesOf(group: readonly Write[]): readonly Choice[] {
  const batch = group.some(({ isBatch }) => isBatch) ? ['refused', 'listed'] : ['refused'];
  const dated =
    group.length > 1
      ? ['asSent', 'serverClock'].flatMap((updatedAt) =>
          ['accepted', 'refused', 'equalRefused'].map((staleUpdate) => ({ updatedAt, staleUpdate })),
        )
      : [{ updatedAt: 'asSent', staleUpdate: 'accepted' }];
  const ways = group.some(({ comments }) => comments)
    ? [{}, { commentKey: 'comments' }, { commentUrl: 'bare' }]
    : [{}];
  return ways.flatMap((way) =>
    batch.flatMap((partlyBadBatch) => dated.map((choice) => ({ ...way, partlyBadBatch, ...choice }))),
  );
}

function permutationsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length === 0) return [[]];
  return all.flatMap((one, index) => permutationsOf(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));
}

/** Goes through a source once, however often it is gone through itself. */
function remembered<T>(source: Iterator<T, undefined>): Iterable<T> {
  const known: T[] = [];
  return {
    *[Symbol.iterator]() {
      for (let place = 0; ; place += 1) {
        if (place === known.length) {
          const next = source.next();
          if (next.done === true) return;
          known.push(next.value);
        }
        yield known[place] as T;
      }
    },
  };
}
