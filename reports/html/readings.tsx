import { type Reading, readings as known } from '../../spec/readings.ts';
import type { Results } from '../../spec/run/results.ts';
import { several, visible } from '../../spec/run/plain.ts';
import { InWords } from './parts.tsx';

const readings: ReadonlyMap<string, Reading> = new Map(Object.entries(known));

/** Which side of each contradiction of the source the target was seen to take, and which others are as good. */
export function Readings({ results }: { readonly results: Results }) {
  const taken = new Map(Object.entries(results.readings));
  if (taken.size === 0) return null;
  const ids = [...[...readings.keys()].filter((id) => taken.has(id)), ...strangers(taken)];
  return (
    <section id="readings" aria-labelledby="readings-title">
      <h2 id="readings-title">
        Readings <span class="count">{taken.size}</span>
      </h2>
      <section class="scroll" aria-labelledby="readings-caption" tabIndex={0}>
        <table class="readings">
          <caption id="readings-caption">
            Where the source contradicts itself or is silent, every side named here is accepted. No side is
            better than another; a client has to know which one it meets.
          </caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">This target</th>
              <th scope="col">Accepted as well</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <Row id={id} side={taken.get(id) ?? ''} />
            ))}
          </tbody>
        </table>
      </section>
      <NotSeen taken={taken} />
    </section>
  );
}

function Row({ id, side }: { readonly id: string; readonly side: string }) {
  const others = sidesOf(id).filter(([name]) => !side.split(', ').includes(name));
  return (
    <tr>
      <th scope="row">
        <InWords text={topicOf(id)} /> <code class="id">{visible(id)}</code>
      </th>
      <td class="taken">
        <InWords text={sidesInWords(id, side)} />
      </td>
      <td class="others">
        {others.length === 0 ? 'nothing else' : null}
        {others.map(([, words]) => (
          <span class="row">
            <InWords text={words} />
          </span>
        ))}
      </td>
    </tr>
  );
}

/** The questions that this run doesn't answer: those it keeps clear of, and those it met no answer to. */
function NotSeen({ taken }: { readonly taken: ReadonlyMap<string, string> }) {
  const open = [...readings].filter(([id]) => !taken.has(id));
  if (open.length === 0) return null;
  return (
    <details class="fold unanswered">
      <summary>{several(open.length, 'question')} that this run did not answer</summary>
      <ul>
        {open.map(([, { topic, notObserved }]) => (
          <li>
            <InWords text={topic} />: <InWords text={notObserved ?? 'nothing in this run showed a side'} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function strangers(taken: ReadonlyMap<string, string>): readonly string[] {
  return [...taken.keys()].filter((id) => !readings.has(id));
}

/** What the source leaves open. */
export function topicOf(id: string): string {
  return readings.get(id)?.topic ?? id;
}

function sidesOf(id: string): readonly (readonly [string, string])[] {
  return Object.entries(readings.get(id)?.sides ?? {});
}

/** `deleted records in lists: no longer listed` */
export function readingInWords(id: string, side: string): string {
  return `${topicOf(id)}: ${sidesInWords(id, side)}`;
}

/** A target that was seen on several sides has them separated by commas. */
export function sidesInWords(id: string, side: string): string {
  const sides = new Map(sidesOf(id));
  return side
    .split(', ')
    .map((one) => sides.get(one) ?? one)
    .join('; ');
}
