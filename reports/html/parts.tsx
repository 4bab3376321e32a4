import type { ComponentChildren } from 'preact';
import type { Outcome, RequirementResult } from '../../spec/run/results.ts';
import { outcomeWords } from '../labels.ts';
import { pathOf } from '../exchanges.ts';
import { cut, visible } from '../../spec/run/plain.ts';

/** The sign of an outcome. Always stands beside its word, so it is silent itself. */
export function Mark({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span class={`mark ${outcome}`} aria-hidden="true">
      {outcomeWords[outcome].mark}
    </span>
  );
}

/** A sentence in which backticks mark names. */
export function InWords({ text }: { readonly text: string }) {
  return (
    <>
      {visible(text)
        .split('`')
        .map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}
    </>
  );
}

/** A text on one line that may be long: it is broken behind commas, before anywhere else. */
export function Breakable({ text }: { readonly text: string }) {
  return (
    <>
      {visible(text)
        .split(/(?<=,)/)
        .map((part) => (
          <>
            {part}
            <wbr />
          </>
        ))}
    </>
  );
}

interface CommandProps {
  readonly line: string;
  readonly label: string;
  /** Whether a button copies it: shown by the script, which does so. */
  readonly copy?: boolean;
}

/** A line for a shell; a click selects the whole of it. */
export function Command({ line, label, copy = false }: CommandProps) {
  return (
    <div class="copyable">
      {copy ? (
        <button type="button" class="copy" data-copy hidden>
          Copy<span class="spoken"> {label}</span>
        </button>
      ) : null}
      <pre class="command" tabIndex={0} role="group" aria-label={label}>
        <code>{visible(line, Infinity)}</code>
      </pre>
    </div>
  );
}

/** A table that scrolls by itself and can be reached with the keyboard. */
export function Scroll(props: {
  readonly name: string;
  readonly tall?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <section
      class={props.tall === true ? 'scroll tall-scroll' : 'scroll'}
      aria-label={props.name}
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}

/** A term with what there is to say of it, in a list of class `facts`. */
export function Fact(props: {
  readonly term: string;
  readonly wide?: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={props.wide === true ? 'wide' : undefined} id={props.id}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

const mostOpen = 6;

/** A table of runs, one a row. @param name of the table, for those who can't see it */
export function RunTable(props: {
  readonly name: string;
  readonly columns: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <Scroll name={props.name}>
      <table class="run-history">
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </Scroll>
  );
}

interface LinksProps {
  readonly requirements: readonly RequirementResult[];
  /** Where what they say has just been said. */
  readonly bare?: boolean;
  /** Where many are folded away already. */
  readonly isFolded?: boolean;
}

/** Links to requirements with what they say: a few stand open, many are folded away. */
export function RequirementLinks({ requirements, bare = false, isFolded = false }: LinksProps) {
  const links = (
    <ul class="ids">
      {requirements.map(({ id, says }) => (
        <li>
          <a href={`#${id}`}>
            <code>{id}</code>
          </a>{' '}
          {bare ? null : (
            <span class="says">
              <InWords text={says} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
  if (isFolded || requirements.length <= mostOpen) return links;
  return (
    <details class="fold">
      <summary>{requirements.length} requirements</summary>
      {links}
    </details>
  );
}

/** The number of an exchange, which leads to it where it is shown whole. */
export function ExchangeNumber({ id, shown }: { readonly id: number; readonly shown: ReadonlySet<number> }) {
  return shown.has(id) ? <a href={`#exchange-${String(id)}`}>{id}</a> : <>{id}</>;
}

/** The path and query of a URL, its brackets plain, shortened: `/list?id[]=12&id[]=13…`. */
export function requestLine(url: string, longest = 160): string {
  const path = pathOf(url) || '/';
  const plain = path.replace(/%5B/gi, '[').replace(/%5D/gi, ']');
  const { text, left } = cut(plain, longest);
  return visible(left > 0 ? `${text}…` : text);
}

/** Who sent a request, where that is more than a role's name. */
export function senderInWords(as: string): string {
  return senders.get(as) ?? visible(as);
}

const senders: ReadonlyMap<string, string> = new Map([
  ['administrator', 'the administrator'],
  ['member', 'the member'],
  ['nobody', 'nobody (no credentials)'],
  ['stranger', 'a stranger (wrong credentials)'],
]);
