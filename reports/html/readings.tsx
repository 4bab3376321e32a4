import { readings as known, type Reading } from '../../spec/readings.ts';
import type { Results } from '../../spec/run/results.ts';
import { visible } from '../plain.ts';
import { InWords } from './in-words.tsx';

/** Which side of each contradiction of the source the target was seen to take. */
export function Readings({ results }: { readonly results: Results }) {
  const taken = Object.entries(results.readings);
  if (taken.length === 0) return null;
  return (
    <section aria-labelledby="readings">
      <h2 id="readings">Readings</h2>
      <div class="scroll" role="region" aria-labelledby="readings-caption" tabIndex={0}>
        <table>
          <caption id="readings-caption">
            Where the source contradicts itself or is silent, every side named in the suite is accepted. These
            are the sides that this target was seen to take.
          </caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Seen</th>
            </tr>
          </thead>
          <tbody>
            {taken.map(([id, side]) => (
              <tr>
                <th scope="row">
                  <InWords text={readingOf(id)?.topic ?? id} /> <code class="id">{visible(id)}</code>
                </th>
                <td>
                  <InWords text={sidesInWords(id, side)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function readingOf(id: string): Reading | undefined {
  return new Map<string, Reading>(Object.entries(known)).get(id);
}

/** A target that was seen on several sides has them separated by commas. */
function sidesInWords(id: string, side: string): string {
  const sides = new Map(Object.entries(readingOf(id)?.sides ?? {}));
  return side
    .split(', ')
    .map((one) => sides.get(one) ?? one)
    .join('; ');
}
