import type { RequirementResult } from '../../spec/run/results.ts';
import { InWords } from './in-words.tsx';

const mostOpen = 6;

interface LinksProps {
  readonly requirements: readonly RequirementResult[];
  /** Where what they say has just been said. */
  readonly bare?: boolean;
}

/** Links to requirements with what they say: a few stand open, many are folded away. */
export function RequirementLinks({ requirements, bare = false }: LinksProps) {
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
  if (requirements.length <= mostOpen) return links;
  return (
    <details class="fold">
      <summary>{requirements.length} requirements</summary>
      {links}
    </details>
  );
}
