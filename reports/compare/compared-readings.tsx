import { readings as known, type Reading } from '../../spec/readings.ts';
import { InWords } from '../html/in-words.tsx';
import { visible } from '../../spec/run/plain.ts';
import type { ComparedReading, Comparison } from './compare-runs.ts';
import { Scroll } from './scroll.tsx';

/** Which side of each contradiction of the source each target takes; where they differ it says so. */
export function ComparedReadings({ comparison: { runs, readings } }: { readonly comparison: Comparison }) {
  if (readings.length === 0) return null;
  const differing = readings.filter(({ differs }) => differs).length;
  return (
    <section aria-labelledby="readings">
      <h2 id="readings">
        Readings <span class="count">{differing === 0 ? 'all alike' : `${String(differing)} differ`}</span>
      </h2>
      <p class="note">
        Where the source contradicts itself or is silent, every side is accepted. A difference here is none in
        conformance, but a client has to cope with both.
      </p>
      <Scroll name="Readings by run">
        <table class="run-readings">
          <thead>
            <tr>
              <th scope="col">Question</th>
              {runs.map(({ label }) => (
                <th scope="col">{visible(label)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => (
              <Row reading={reading} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

const readingsById = new Map<string, Reading>(Object.entries(known));

function Row({ reading: { id, sides, differs } }: { readonly reading: ComparedReading }) {
  const described = readingsById.get(id);
  const words = new Map(Object.entries(described?.sides ?? {}));
  const inWords = (side: string) => side.split(', ').map((one) => words.get(one) ?? one);
  return (
    <tr class={differs ? 'differs' : undefined}>
      <th scope="row">
        {differs ? <strong>differs: </strong> : null}
        <InWords text={described?.topic ?? id} /> <code class="id">{visible(id)}</code>
      </th>
      {sides.map((side) => (
        <td>{side === null ? 'not seen' : <InWords text={inWords(side).join('; ')} />}</td>
      ))}
    </tr>
  );
}
