import type { Cause } from '../causes.ts';
import { several } from '../../spec/run/plain.ts';
import { Claim } from './difference.tsx';
import { InWords, Mark, RequirementLinks } from './parts.tsx';

interface CausesProps {
  readonly causes: readonly Cause[];
  /** The exchanges that are shown whole somewhere on the page. */
  readonly shown: ReadonlySet<number>;
}

/** What is wrong with the target, each cause once however much fails by it; warnings stand apart. */
export function Causes({ causes, shown }: CausesProps) {
  return (
    <>
      <CauseList
        id="causes"
        title="Root causes"
        note="Failures with the same cause are one entry. These decide the verdict."
        causes={causes.filter(({ decides }) => decides)}
        shown={shown}
      />
      <CauseList
        id="warnings"
        title="Warnings"
        note="The source only implies these requirements, so failing one does not decide the verdict."
        causes={causes.filter(({ decides }) => !decides)}
        shown={shown}
      />
    </>
  );
}

function CauseList(
  props: CausesProps & { readonly id: string; readonly title: string; readonly note: string },
) {
  if (props.causes.length === 0) return null;
  const title = `${props.id}-title`;
  return (
    <section id={props.id} aria-labelledby={title}>
      <h2 id={title}>
        {props.title} <span class="count">{props.causes.length}</span>
      </h2>
      <p class="note">{props.note}</p>
      <ol class="brief">
        {props.causes.map((cause) => (
          <CauseEntry cause={cause} shown={props.shown} />
        ))}
      </ol>
    </section>
  );
}

const mostExchanges = 12;

function CauseEntry({ cause, shown }: { readonly cause: Cause; readonly shown: ReadonlySet<number> }) {
  const { id, title, requirements, blocked, exchanges } = cause;
  const [first] = requirements.filter(({ violations }) => violations !== undefined);
  const example = first ?? requirements[0];
  const evidence = [...new Set(requirements.map((one) => one.evidence))].join(', ');
  return (
    <li id={id}>
      <Mark outcome="failed" />
      <div>
        <h3>
          <InWords text={title} />
        </h3>
        {example === undefined ? null : <Claim result={example} shown={shown} />}
        <p class="note">
          {several(requirements.length, 'requirement')} ({evidence})
          {exchanges.length === 0 ? null : `, ${numbersOf(exchanges)}`}
        </p>
        <RequirementLinks
          requirements={requirements}
          bare={requirements.some(({ says }) => says === title)}
        />
        {blocked.length === 0 ? null : (
          <>
            <p class="note">Not tried because of it:</p>
            <RequirementLinks requirements={blocked} />
          </>
        )}
      </div>
    </li>
  );
}

/** `exchanges 4, 6, 8`, the first ones of many. */
function numbersOf(exchanges: readonly number[]): string {
  const more = exchanges.length - mostExchanges;
  const shown = exchanges.slice(0, mostExchanges).join(', ');
  return `${exchanges.length === 1 ? 'exchange' : 'exchanges'} ${shown}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
