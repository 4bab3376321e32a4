import type { PeriodInput } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { inWords, itemsOf, type Answer, type Item } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { changesBetween } from '../rows.ts';
import { CannotJudge, prerequisiteFailed } from '../../spec/run/signals.ts';
import { entryOf, periodOf, periodsOf, rowsOf, type Period } from './period.ts';

const { path } = operations['periods.change'];

/** Why nothing can be added to a list that is full. */
export const FULL =
  'The account has ten periods before the purchase, so that none can be added: remove one for the time of the run.';

/** How often putting back is begun where the line fails. */
const ATTEMPTS = 5;

/** How often the list is read before a period counts as gone. */
const LOOKS = 4;

/** One replacement of the list: what was sent, the answer, and the list afterwards. */
export interface Step {
  readonly sent: readonly PeriodInput[];
  readonly answer: Answer;
  /** The periods that the answer names. */
  readonly answered: readonly Period[];
  readonly before: readonly Period[];
  readonly after: readonly Period[];
}

/**
 * The account's periods, one list that can only be replaced as a whole. Every list that is sent holds all
 * periods that the account had, with their ids, unless a scenario leaves one out on purpose.
 */
export class AccountPeriods {
  readonly #administrator: Caller;
  /** As they were found, and as they are put back. */
  readonly found: readonly Period[];
  #now: readonly Period[];
  /** Whether a request may have changed the list since it was last read. */
  #stale = false;
  /** Whether a change was sent since the list was last put back, whatever is listed: a list may come from a cache. */
  #isChanged = false;

  /** @param found the whole list, as it was read just now */
  constructor(administrator: Caller, found: readonly Period[]) {
    this.#administrator = administrator;
    this.found = found;
    this.#now = found;
  }

  /**
   * @param known ids that were listed before
   * @throws CannotJudge where the list can't be read well enough to be put back: then nothing is changed either
   */
  static async read(administrator: Caller, known: readonly number[] = []): Promise<AccountPeriods> {
    const periods = await listedBy(administrator);
    if (periods.length === 0) throw prerequisiteFailed('periods.list.all', 'No period is listed.');
    // What is not listed would be deleted with the first list that is sent.
    const again = await listedBy(administrator);
    if (!isSame(periods, again) || lacks(periods, known)) throw listedInTwoWays();
    return new AccountPeriods(administrator, periods);
  }

  /** Goes on where another run was left: `found` is what that run found. Reads the list as it is now. */
  static async resume(administrator: Caller, found: readonly Period[]): Promise<AccountPeriods> {
    const periods = new AccountPeriods(administrator, found);
    await periods.look();
    return periods;
  }

  /** The list as it was last read. */
  get now(): readonly Period[] {
    return this.#now;
  }

  /**
   * Replaces the list, reads it again.
   * @param over names the connection, for a list that creates nothing
   */
  async replace(sent: readonly PeriodInput[], over?: string): Promise<Step> {
    const before = this.#now;
    const options = { invalid: sent.some(isOdd), ...(over !== undefined && { connection: over }) };
    const answer = await this.attempt((administrator) => administrator.post(path, { update: sent }, options));
    const after = await this.look();
    return { sent, answer, answered: periodsOf(answer), before, after };
  }

  /** Lets something be sent that may change the list, and does not look yet. */
  async attempt(act: (administrator: Caller) => Promise<Answer>): Promise<Answer> {
    this.#stale = true;
    const wasChanged = this.#isChanged;
    this.#isChanged = true;
    const answer = await act(this.#administrator);
    if (answer.status >= 400 && answer.status < 500) this.#isChanged = wasChanged;
    return answer;
  }

  /**
   * Reads the list again. Where a period is gone that was found it looks more than once: the next list would go
   * without it.
   * @throws CannotJudge where it can't be read
   */
  async look(): Promise<readonly Period[]> {
    const listed = await listedBy(this.#administrator);
    const found = this.found.map(({ id }) => id);
    if (lacks(listed, found)) {
      // Side by side: what is between them and a server that counts requests is never the same twice.
      const looks = await Promise.all(Array.from({ length: LOOKS - 1 }, () => listedBy(this.#administrator)));
      if (looks.some((look) => !isSame(listed, look))) throw listedInTwoWays();
    }
    this.#now = listed;
    this.#stale = false;
    return listed;
  }

  /** Puts the list back as it was found. */
  async restore(): Promise<Step> {
    const step = await this.replace(this.found.map(entryOf));
    if (step.answer.status === 200 && this.changes().length === 0) this.#isChanged = false;
    return step;
  }

  /**
   * Makes sure that the list is as it was found, and puts it back where it is not. Where an answer is lost the list
   * is looked at before it is sent again.
   * @returns what could not be put back, a sentence each
   */
  async settle(attempts = ATTEMPTS): Promise<readonly string[]> {
    try {
      if (this.#stale) await this.look();
      const step = this.changes().length > 0 || this.#isChanged ? await this.restore() : null;
      if (step !== null && this.changes().length > 0) await this.replace(this.#salvage(step));
    } catch (error) {
      if (attempts <= 1) throw error;
      return await this.settle(attempts - 1);
    }
    return this.changes().map((change) => `The periods could not be put back: ${change}.`);
  }

  /** What is not as it was found, a clause each. */
  changes(): readonly string[] {
    return changesBetween(rowsOf(this.found), rowsOf(this.#now));
  }

  /**
   * What was found; periods that neither the list nor the answer to putting them back shows are created anew, but for
   * those that nobody can create. Where the list as it was found is refused, each has the colour that it has now: a
   * target may take no other one than those of its palette.
   */
  #salvage({ answer, answered }: Step): readonly PeriodInput[] {
    const known = new Set([...this.#now, ...answered].map(({ id }) => id));
    const kept = this.found.filter(({ id, type }) => known.has(id) || type !== 'after');
    return kept.map((period) => {
      const now = answer.status < 400 ? undefined : this.#now.find(({ id }) => id === period.id);
      const entry = { ...entryOf(period), ...(now && { color: now.rawColor }) };
      const { id: _id, ...withoutId } = entry;
      return known.has(period.id) ? entry : withoutId;
    });
  }
}

/** The list, over a connection of its own. @throws CannotJudge */
async function listedBy(administrator: Caller): Promise<readonly Period[]> {
  return wholeListIn(await administrator.get(path, {}, { alone: true }));
}

function lacks(periods: readonly Period[], ids: readonly number[]): boolean {
  return ids.some((id) => !periods.some((period) => period.id === id));
}

function isSame(one: readonly Period[], other: readonly Period[]): boolean {
  return changesBetween(rowsOf(one), rowsOf(other)).length === 0;
}

function listedInTwoWays() {
  return new CannotJudge({
    outcome: 'error',
    reason:
      'The periods were listed in two ways, one right after the other: nothing is changed by such lists. Look for a cache or a proxy that mixes answers up, or for somebody who is changing the periods.',
  });
}

/** @throws CannotJudge unless every period of the list can be read, and told from the others */
function wholeListIn(answer: Answer): readonly Period[] {
  const periods = periodsOf(answer);
  if ((answer.status !== 200 && answer.status !== 204) || periods.length < itemsOf(answer).length) {
    const lacking = fieldsLackedBy(itemsOf(answer));
    const says = lacking.length > 0 ? `a period lacks ${lacking.join(' and ')}` : inWords(answer);
    throw prerequisiteFailed(
      ['periods.list.all', ...lacking.map((field) => `periods.list.response.items.${field}`)],
      `The list of periods can't be read: ${says}`,
    );
  }
  if (new Set(periods.map(({ id }) => id)).size < periods.length) {
    throw prerequisiteFailed('periods.list.id', 'Periods of the list share an id.');
  }
  return periods;
}

/** Fields without which a period can't be sent again, or told from others. */
function fieldsLackedBy(items: readonly Item[]): readonly string[] {
  const needed = ['id', 'type', 'period', 'color', 'sort'];
  return needed.filter((field) =>
    items.some((item) => periodOf({ ...usable, [field]: item[field] }) === null),
  );
}

const usable: Item = { id: 1, type: 'before', period: 1, color: '', sort: 1 };

/** What an account may hold although nobody should send it, and what is sent again all the same. */
function isOdd({ period, color, sort }: PeriodInput): boolean {
  return Number(period) < 1 || Number(sort) < 0 || !/^#[0-9a-f]{6}$/i.test(color);
}
