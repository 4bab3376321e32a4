import { areaOf } from '../areas.ts';
import { InWords } from '../html/in-words.tsx';
import { visible } from '../../spec/run/plain.ts';
import type { Finding } from './changes.ts';
import type { ComparedRequirement, Comparison } from './compare-runs.ts';
import { Scroll } from './scroll.tsx';
import { Found, reasonOf } from './found.tsx';

/** Requirement by run. The box above it works by style alone, so the page needs no script. */
export function Matrix({ comparison: { runs, requirements } }: { readonly comparison: Comparison }) {
  const differing = requirements.filter(({ differs }) => differs).length;
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix" tabIndex={-1}>
        Requirements <span class="count">{requirements.length}</span>
      </h2>
      {differing === 0 ? (
        <p class="note">The runs agree on every requirement that they judged.</p>
      ) : (
        <label class="only">
          <input type="checkbox" id="only-differences" checked /> Only the {differing} that differ
        </label>
      )}
      <Scroll name="Requirements by run" tall>
        <table class="run-matrix">
          <thead>
            <tr>
              <th scope="col">Requirement</th>
              {runs.map(({ label }) => (
                <th scope="col">{visible(label)}</th>
              ))}
            </tr>
          </thead>
          {groupsOf(requirements).map(([area, rows]) => (
            <tbody class={rows.some(({ differs }) => differs) ? undefined : 'same'}>
              <tr class="group">
                <th scope="rowgroup" colSpan={runs.length + 1}>
                  {visible(area.split('.').join(' › '))}
                </th>
              </tr>
              {rows.map((row) => (
                <Row row={row} />
              ))}
            </tbody>
          ))}
        </table>
      </Scroll>
    </section>
  );
}

function groupsOf(
  requirements: readonly ComparedRequirement[],
): readonly (readonly [string, readonly ComparedRequirement[]])[] {
  const groups = new Map<string, ComparedRequirement[]>();
  for (const one of requirements) {
    const area = areaOf(one.id);
    const group = groups.get(area);
    if (group) group.push(one);
    else groups.set(area, [one]);
  }
  return [...groups];
}

function Row({ row: { id, says, evidence, findings, differs } }: { readonly row: ComparedRequirement }) {
  return (
    <tr class={differs ? 'differs' : 'same'}>
      <th scope="row">
        <InWords text={says} />{' '}
        <span class="id">
          <code>{visible(id)}</code> {evidence}
        </span>
      </th>
      {findings.map((finding) => (
        <td>
          <Cell finding={finding} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ finding }: { readonly finding: Finding }) {
  if (finding.reason === undefined) return <Found finding={finding} />;
  return (
    <details>
      <summary>
        <Found finding={finding} />
      </summary>
      <p class="reason">{reasonOf(finding)}</p>
    </details>
  );
}
