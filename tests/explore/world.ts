import { MOST_ROWS } from '../../spec/limits.ts';
import { operations } from '../../spec/operations.ts';
import type { Sender } from '../../spec/run/exchange.ts';
import { AccountPeriods } from '../../target/amocrm/account-periods.ts';
import { at, idOf, idsOf, inWords, isItem, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import { queryString } from '../../target/caller.ts';
import { wrongToken } from '../../target/forgeries.ts';
import { indiscretionsIn } from '../protocol/refusals.scenario.ts';
import { shown as worded } from '../support/expect.ts';
import { selfLinkDefects } from '../support/self-link.ts';
import type { Setting } from '../support/scenario.ts';
import { Differs, differs } from './charge.ts';
import { differencesBetween, isLiving, type Difference, type Open } from './compare.ts';
import type { Asked, Choice, Model, RecordKind, Reply } from './model.ts';
import type { Visibility } from './visibility.ts';

/** What this target does where the document leaves it open, as it was first seen; for all sequences of a run. */
export interface Habits {
  /** Values of fields that were not sent, by field. */
  readonly unsent: Map<string, unknown>;
  /** Ids of records that some sequence knew of. */
  readonly known: Record<RecordKind, Set<number>>;
  /** Keys and addresses of comments, and whether they are taken. */
  readonly commentWays: Map<string, 'taken' | 'refused'>;
  /** Whether a sequence ended in a way that may have left behind what nobody knows of. */
  isSuspect: boolean;
  /** Choices that the run has seen already. */
  readonly seen: Choice;
  /** How long changes take until they are shown. */
  readonly visibility: Visibility;
}

/** What is looked at, and what of it is left open. */
interface Looking {
  readonly paths: readonly string[];
  readonly open?: ReadonlyMap<number, Open>;
  /** Records that these paths do not show. */
  readonly hidden?: readonly number[];
}

/** Sends, asks the model the same, and compares what both show. */
export class World {
  readonly setting: Setting;
  readonly habits: Habits;
  #model: Model;
  /** As the account was before, the latest last. */
  readonly #past: Model[] = [];
  readonly customers: number[] = [];
  readonly deletedCustomers: number[] = [];
  /** The customer of each. */
  readonly transactions = new Map<number, number>();
  readonly deletedTransactions: number[] = [];
  /** Read before anything of them is changed, and put back when the sequence ends. */
  periods: AccountPeriods | null = null;
  readonly ownPeriods: number[] = [];
  /** What the sequence created and does not look at any more. */
  readonly strays: Record<RecordKind, number[]> = { customers: [], transactions: [] };
  /** Counts what is named, so that every name is another one. */
  #count = 0;
  /** Ids of tags by name, of each customer as it was last shown. */
  readonly #tags = new Map<number, ReadonlyMap<string, unknown>>();
  /** Values of fields that were not sent, as a comparison that is not over yet has found them. */
  readonly #unsent = new Map<string, unknown>();

  constructor(setting: Setting, model: Model, habits: Habits) {
    this.setting = setting;
    this.#model = model;
    this.habits = habits;
  }

  get model(): Model {
    return this.#model;
  }

  set model(model: Model) {
    if (model !== this.#model) this.#past.push(this.#model);
    this.#model = model;
  }

  /** How the account was before, the latest first: what a read may show that is not up to date. */
  get past(): readonly Model[] {
    return this.#past.toReversed();
  }

  /** A text of the run that no other record has. */
  named(text: string): string {
    this.#count += 1;
    return `${this.setting.marker} ${String(this.#count)} ${text}`;
  }

  asked(as: Sender, method: string, path: string, body?: string): Asked {
    return { as, method, path, now: this.setting.now(), ...(body !== undefined && { body }) };
  }

  /** Sends a request, and looks at what is wrong with any answer. @throws Differs */
  async send({ as, method, path, body }: Asked, invalid = false): Promise<Answer> {
    const answer = await this.setting
      .caller(as)
      .send({ method, path, ...(body !== undefined && { body }), ...(invalid && { invalid }) });
    this.#know(answer);
    this.judge(answer);
    return answer;
  }

  /** What there is of the run before the sequence begins is no concern of it. */
  async knowAll(): Promise<void> {
    for (const item of itemsOf(await this.send(this.asked('administrator', 'GET', window)))) {
      const id = idOf(item);
      if (id !== undefined) this.habits.known.customers.add(id);
    }
    this.habits.isSuspect = false;
  }

  /** Whatever an answer acknowledges was added by a request, if not by this sequence. */
  #know(answer: Answer): void {
    const { operation } = answer.exchange;
    const kind = operation === 'customers.change' ? 'customers' : 'transactions';
    if (operation !== `${kind}.change`) return;
    for (const id of idsOf(itemsOf(answer))) this.habits.known[kind].add(id);
  }

  /** Looks at what is wrong with an answer, whatever was asked. @throws Differs */
  judge(answer: Answer): void {
    const { status, exchange } = answer;
    if (status >= 500 && status !== 501)
      throw amiss('explore.serverError', `The answer is a server error: ${inWords(answer)}`);
    // With which status something is refused is left open.
    const [violation] = exchange.violations.filter(
      ({ requirement }) => !(status < 500 && requirement.endsWith('.response.status.error')),
    );
    if (violation) {
      const { requirement, pointer, expected, actual } = violation;
      throw amiss(requirement, `${pointer}: expected ${expected}, received ${actual}.`);
    }
    const [indiscretion] = status >= 400 ? indiscretionsIn(answer, wrongToken) : [];
    if (indiscretion !== undefined) throw amiss('protocol.errors.discreet', `${indiscretion}.`);
    const { operation } = exchange;
    if (status === 200 && operation !== null) {
      const defects = selfLinkDefects(answer);
      if (defects.length > 0) throw amiss(`${operation}.self`, `${defects.join('; ')}.`);
    }
  }

  /** What the model makes of a request by each choice that this target has not been seen to decide otherwise. */
  replies(asked: Asked, choices: readonly Choice[]): readonly Reply[] {
    return this.open(choices).map((choice) => this.model.answer(asked, { ...this.habits.seen, ...choice }));
  }

  /** The choices that this target has not been seen to decide otherwise; all where none is left. */
  open(choices: readonly Choice[]): readonly Choice[] {
    const { seen } = this.habits;
    const open = choices.filter((choice) =>
      Object.entries(choice).every(([name, value]) => (seen[name] ?? value) === value),
    );
    return open.length > 0 ? open : choices;
  }

  /** Reads a list, of the target and of the model. */
  async read(path: string, invalid = false): Promise<{ answer: Answer; expected: readonly Item[] }> {
    const asked = this.asked('administrator', 'GET', path);
    const answer = await this.send(asked, invalid);
    return { answer, expected: itemsIn(this.model.answer(asked).body) };
  }

  /** Does something that reads, once more as long as what is shown may only be late. @throws Differs */
  settled<T>(look: () => Promise<T>): Promise<T> {
    return this.habits.visibility.settled(look, this.setting.sleep);
  }

  /** Waits where changes were seen to be shown late, so that what is read next is up to date. */
  rest(): Promise<void> {
    return this.habits.visibility.rest(this.setting.sleep);
  }

  /**
   * Records as target and model show them, those that there are and those that were.
   * @throws Differs where none of the models shows the same, and it is not only late
   */
  look(
    kind: RecordKind,
    models: readonly Model[],
    { open = new Map<number, Open>(), paths, hidden = [] }: Looking,
    charge: (difference: Difference) => string,
  ): Promise<Model> {
    const ids = this.idsOf(kind);
    for (const id of ids) this.habits.known[kind].add(id);
    for (const id of hidden) ids.delete(id);
    return this.settled(async () => {
      const { shown, asked } = await this.shown(kind, paths, ids);
      let first: Difference | undefined;
      for (const model of models) {
        const expected = asked.flatMap((path) => this.expected(model, path));
        const [difference] = this.differences(kind, expected, [...shown.values()], { ids, open });
        if (difference === undefined) return this.#learned(kind, model, shown, open);
        first ??= difference;
      }
      if (first === undefined) throw new Error('There is no model to compare with.');
      throw differs(kind, first, charge(first));
    });
  }

  /** Ids of records that this sequence knows of, and of those that it deleted. */
  idsOf(kind: RecordKind): Set<number> {
    return new Set(
      kind === 'customers'
        ? [...this.customers, ...this.deletedCustomers]
        : [...this.transactions.keys(), ...this.deletedTransactions],
    );
  }

  /** What lists show, by id, and the lists that were asked for. @throws Differs for what is wrong with any list */
  async shown(
    kind: RecordKind,
    paths: readonly string[],
    ids: ReadonlySet<number>,
  ): Promise<{ shown: ReadonlyMap<number, Item>; asked: readonly string[] }> {
    const shown = new Map<number, Item>();
    for (const path of paths) {
      const answer = await this.send(this.asked('administrator', 'GET', path));
      if (answer.status !== 200 && answer.status !== 204)
        throw amiss(`${kind}.list.all`, `A list is not answered as one: ${inWords(answer)}`);
      const items = itemsOf(answer);
      // A page that is full may lack somebody: those are asked for by their ids.
      const isFull = kind === 'customers' && items.length >= MOST_ROWS && ids.size > 0;
      if (isFull && path === window) return this.shown(kind, [byIds([...ids])], ids);
      for (const item of items) {
        const id = idOf(item);
        if (id !== undefined) shown.set(id, item);
      }
    }
    this.#requireKnown(kind, shown);
    if (kind === 'customers') this.#requireTags(shown, ids);
    return { shown, asked: paths };
  }

  /** A tag has one id, whoever carries it, and as long as he does. @throws Differs */
  #requireTags(shown: ReadonlyMap<number, Item>, ids: ReadonlySet<number>): void {
    const now = new Map<string, unknown>();
    for (const [customer, item] of shown) {
      if (!ids.has(customer) || !isLiving(item)) continue;
      const before = this.#tags.get(customer);
      const own = new Map<string, unknown>();
      for (const tag of (Array.isArray(item['tags']) ? item['tags'] : []).filter(isItem)) {
        const [name, id] = [String(tag['name']), tag['id']];
        const other = [now.get(name), before?.get(name)].find((one) => one !== undefined && one !== id);
        if (other !== undefined)
          throw amiss(
            'customers.list.tags.id',
            `The tag ${name} has the ids ${worded(other)} and ${worded(id)}.`,
          );
        own.set(name, id);
        now.set(name, id);
      }
      this.#tags.set(customer, own);
    }
  }

  /** What a model shows in a list. */
  expected(model: Model, path: string): readonly Item[] {
    return itemsIn(model.answer(this.asked('administrator', 'GET', path)).body);
  }

  /** What is not as it has to be. What is free and as it has to be makes a habit of it. */
  differences(
    kind: RecordKind,
    expected: readonly Item[],
    shown: readonly Item[],
    compared: { readonly ids: ReadonlySet<number>; readonly open: ReadonlyMap<number, Open> },
  ): readonly Difference[] {
    this.#unsent.clear();
    const free = { account_id: (id: unknown) => this.isHabit('account_id', id) };
    const differences = differencesBetween(kind, expected, shown, { ...compared, free });
    if (differences.length === 0)
      for (const [field, value] of this.#unsent) this.habits.unsent.set(field, value);
    return differences;
  }

  /** A record with the run's marker that nobody added. @throws Differs */
  #requireKnown(kind: RecordKind, shown: ReadonlyMap<number, Item>): void {
    const { marker } = this.setting;
    const { known } = this.habits;
    for (const [id, item] of shown) {
      const text = item[kind === 'customers' ? 'name' : 'comment'];
      const isOurs = typeof text === 'string' && text.startsWith(`${marker} `);
      if (isOurs && isLiving(item) && !known[kind].has(id)) {
        known[kind].add(id);
        throw amiss('explore.state', `There is a record that nobody added: ${String(id)}, ${text}.`);
      }
    }
  }

  #learned(
    kind: RecordKind,
    model: Model,
    shown: ReadonlyMap<number, Item>,
    open: ReadonlyMap<number, Open>,
  ): Model {
    return [...open].reduce((learned, [id, fields]) => {
      const item = shown.get(id);
      return item === undefined ? learned : learned.learned(kind, item, Object.keys(fields));
    }, model);
  }

  /** Whether a value that was not sent is what this target gives in its place; the first one that is seen tells. */
  isHabit(field: string, value: unknown): boolean {
    const { unsent } = this.habits;
    const known = unsent.has(field) ? unsent : this.#unsent;
    if (!known.has(field)) known.set(field, JSON.stringify(value));
    return known.get(field) === JSON.stringify(value);
  }
}

/** What is wrong with a message, whatever is shown later. */
function amiss(requirement: string, says: string): Differs {
  return new Differs(requirement, says, { mayBeLate: false });
}

/** How many errors of single elements a body lists. */
export function errorsIn(body: unknown): number {
  const errors = at(body, '_embedded', 'errors');
  return typeof errors === 'object' && errors !== null ? Object.keys(errors).length : 0;
}

/** The items in a body of the model, in a list or by numbers. */
export function itemsIn(body: unknown): readonly Item[] {
  const items = at(body, '_embedded', 'items');
  if (Array.isArray(items)) return items.filter(isItem);
  if (!isItem(items)) return [];
  return Object.entries(items).flatMap(([key, item]) => (/^\d+$/.test(key) && isItem(item) ? [item] : []));
}

/** A query that shows customers by their ids; without a number of rows it may be cut to a page. */
export function byIds(ids: readonly number[]): string {
  return `${operations['customers.list'].path}?${ids.map((id) => `id%5B%5D=${String(id)}`).join('&')}&limit_rows=${String(MOST_ROWS)}`;
}

const create = { 'filter[date][from]': '01.01.1996', 'filter[date][to]': '31.12.2008' } as const;

/** The days on which all customers of a run are said to have been created, and the filter for them. */
export const windowOf = { create, filter: { 'filter[date][type]': 'create', ...create } } as const;

/** A query that shows all customers that a run may have created. */
export const window = `${operations['customers.list'].path}${queryString({ ...windowOf.filter, limit_rows: 500 })}`;
