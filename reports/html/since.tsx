import type { ComponentChildren } from 'preact';
import { several, visible } from '../../spec/run/plain.ts';
import type { RequirementResult } from '../../spec/run/results.ts';
import { changesInWords, type Since } from '../compare/since.ts';
import { more } from '../labels.ts';
import { dateInWords } from './dates.ts';
import { InWords } from './parts.tsx';

/** How much is listed of each kind. */
const most = 20;

/** What is new since the last run of the same kind: how much in a line, which below it. */
export function SinceLast({ since }: { readonly since: Since }) {
  const { startedAt, kind, remarks, appeared, wider, mended, failing, passing, open } = since;
  // What may explain a difference is told where there is one.
  const isChanged = failing.length + passing.length + open.length > 0;
  const line = (
    <>
      Since the last {visible(kind)}, {dateInWords(startedAt)}: <strong>{changesInWords(since)}</strong>.
      {isChanged ? ` ${remarks.join(' ')}` : ''}
    </>
  );
  if (!isChanged) return <p class="since">{line}</p>;
  return (
    <details class="since fold">
      <summary>{line}</summary>
      <List title="New defects" count={appeared.length}>
        {appeared.slice(0, most).map(({ id, headline }) => (
          <li>
            <a href={`#${id}`}>
              <InWords text={headline} />
            </a>
          </li>
        ))}
      </List>
      <List title="Defects by which more fails" count={wider.length}>
        {wider.slice(0, most).map(({ defect: { id, headline }, by }) => (
          <li>
            <a href={`#${id}`}>
              <InWords text={headline} />
            </a>{' '}
            ({several(by.length, 'requirement')} more)
          </li>
        ))}
      </List>
      <List title="Mended defects" count={mended.length}>
        {mended.slice(0, most).map(({ headline }) => (
          <li>
            <InWords text={headline} />
          </li>
        ))}
      </List>
      <Requirements title="Fail now, did not then" of={failing} />
      <Requirements title="Pass now, failed then" of={passing} />
      <Requirements title="Could be settled then, not now" of={open} />
    </details>
  );
}

function Requirements({ title, of }: { readonly title: string; readonly of: readonly RequirementResult[] }) {
  return (
    <List title={title} count={of.length}>
      {of.slice(0, most).map(({ id }) => (
        <li>
          <a href={`#${id}`}>
            <code>{id}</code>
          </a>
        </li>
      ))}
    </List>
  );
}

function List(props: {
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}) {
  const { title, count, children } = props;
  if (count === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {children}
        {more(count, most).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </>
  );
}
