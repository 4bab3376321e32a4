import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { visible } from '../plain.ts';
import { InWords } from './in-words.tsx';
import { Mark } from './mark.tsx';

/** What failed, shortly, each with a way to its entry; warnings stand apart, as they don't decide. */
export function Failures({ results }: { readonly results: Results }) {
  const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
  return (
    <>
      <FailureList
        id="failures"
        title="Failures"
        note="These decide the verdict."
        failed={failed.filter(({ evidence }) => evidence !== 'inferred')}
      />
      <FailureList
        id="warnings"
        title="Warnings"
        note="The source only implies these requirements, so failing one does not decide the verdict."
        failed={failed.filter(({ evidence }) => evidence === 'inferred')}
      />
    </>
  );
}

function FailureList(props: {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly failed: readonly RequirementResult[];
}) {
  if (props.failed.length === 0) return null;
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>
        {props.title} <span class="count">{props.failed.length}</span>
      </h2>
      <p class="note">{props.note}</p>
      <ol class="brief">
        {props.failed.map(({ id, says, reason, outcome }) => (
          <li>
            <Mark outcome={outcome} />
            <div>
              <a href={`#${id}`}>
                <InWords text={says} />
              </a>
              <p class="reason">{visible(reason ?? 'no reason given')}</p>
              <code class="id">{id}</code>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
