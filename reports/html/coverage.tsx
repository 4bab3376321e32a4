import type { CoverageRow } from '../../spec/run/coverage.ts';
import { visible } from '../../spec/run/plain.ts';

/** What of the contract the run went through, each kind with its denominator, and what not. */
export function Coverage({ rows }: { readonly rows: readonly CoverageRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section id="coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">Coverage</h2>
      <p class="note">
        How much of what the contract names the messages of this run sent or showed. A pair of parameters is
        covered where both stood in one request; a keyword, where a value came that it judges. Statuses that a
        sound server gives to nobody stay open.
      </p>
      <section class="scroll" aria-labelledby="coverage-caption" tabIndex={0}>
        <table>
          <caption id="coverage-caption">
            What the contract names, and what of it was not gone through.
          </caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" class="amount">
                Covered
              </th>
              <th scope="col">Not gone through</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">{row.what}</th>
                <td class="amount">
                  {String(row.covered)} of {String(row.of)}
                </td>
                <td>
                  <Missing row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Missing({ row: { covered, of, missing } }: { readonly row: CoverageRow }) {
  const more = of - covered - missing.length;
  if (missing.length === 0) return <>nothing</>;
  return (
    <details class="fold">
      <summary>{String(of - covered)} open</summary>
      <ul>
        {missing.map((name) => (
          <li>
            <code>{visible(name)}</code>
          </li>
        ))}
        {more > 0 ? <li>and {String(more)} more</li> : null}
      </ul>
    </details>
  );
}
