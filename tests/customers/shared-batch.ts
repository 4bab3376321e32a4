import type { Scenario, Setting } from '../support/scenario.ts';

/** Something as it stands, or made of what a run finds: its days, what the account offers. */
export type Made<T> = T | ((setting: Setting) => T | Promise<T>);

export async function made<T extends object | string | number>(what: Made<T>, setting: Setting): Promise<T> {
  return typeof what === 'function' ? await (what as (setting: Setting) => T | Promise<T>)(setting) : what;
}

interface Parts<Member, Became> {
  readonly name: string;
  /** Stands in for a member that the account lacks something for. */
  readonly plain: Member;
  /** Sends all members, by label, and tells what became of each. */
  readonly play: (
    setting: Setting,
    members: Readonly<Record<string, Member>>,
  ) => Promise<Readonly<Record<string, Became>>>;
  /** @throws CannotJudge where what became of a member tells nothing */
  readonly require?: (became: Became, member: Member) => void;
}

/**
 * A scenario that claims contribute to: each gives it the customers that it is about. It is played once a run with
 * all of them, whatever is selected, so that one request serves fifty claims and each is judged on its own.
 */
export class SharedBatch<Member extends object, Became> implements Scenario<
  Readonly<Record<string, Became>>
> {
  readonly #parts: Parts<Member, Became>;
  readonly #members = new Map<string, Made<Member>>();

  constructor(parts: Parts<Member, Became>) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.name;
  }

  /**
   * Gives the batch one more customer.
   * @param label names it within the batch, and in what is told of it
   * @param member may end as untestable: a plain customer is sent then
   * @returns what became of it
   * @throws RangeError where the label is taken
   */
  customer(label: string, member: Made<Member> = this.#parts.plain): Scenario<Became> {
    if (this.#members.has(label)) throw new RangeError(`${this.name}: there are two of "${label}".`);
    this.#members.set(label, member);
    return {
      name: `${this.name}: ${label}`,
      play: async (setting) => {
        // Ends here where the account lacks what it takes.
        const sent = await made(member, setting);
        const became = (await setting.play(this))[label];
        if (became === undefined) throw new Error(`${this.name}: "${label}" came too late.`);
        this.#parts.require?.(became, sent);
        return became;
      },
    };
  }

  async play(setting: Setting): Promise<Readonly<Record<string, Became>>> {
    const { play, plain } = this.#parts;
    // Why one can't be made is told by its own scenario.
    const members = [...this.#members].map(
      async ([label, member]) => [label, await made(member, setting).catch(() => plain)] as const,
    );
    return play(setting, Object.fromEntries(await Promise.all(members)));
  }
}
