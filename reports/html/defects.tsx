import type { Defect } from '../defects.ts';
import { several } from '../../spec/run/plain.ts';
import { Claim } from './difference.tsx';
import { InWords, Mark, RequirementLinks } from './parts.tsx';

interface DefectsProps {
  readonly defects: readonly Defect[];
  /** The exchanges that are shown whole somewhere on the page. */
  readonly shown: ReadonlySet<number>;
}

/** What is wrong with the target, each defect once however much fails by it; warnings stand apart. */
export function Defects({ defects, shown }: DefectsProps) {
  return (
    <>
      <DefectList
        id="defects"
        title="Likely defects"
        note="Failures that are likely one defect are one entry. These decide the verdict."
        defects={defects.filter(({ decides }) => decides)}
        shown={shown}
      />
      <DefectList
        id="warnings"
        title="Warnings"
        note="The source only implies these requirements, so failing one does not decide the verdict."
        defects={defects.filter(({ decides }) => !decides)}
        shown={shown}
      />
    </>
  );
}

function DefectList(
  props: DefectsProps & { readonly id: string; readonly title: string; readonly note: string },
) {
  if (props.defects.length === 0) return null;
  const title = `${props.id}-title`;
  return (
    <section id={props.id} aria-labelledby={title}>
      <h2 id={title}>
        {props.title} <span class="count">{props.defects.length}</span>
      </h2>
      <p class="note">{props.note}</p>
      <ol class="brief">
        {props.defects.map((defect) => (
          <DefectEntry defect={defect} shown={props.shown} />
        ))}
      </ol>
    </section>
  );
}

const mostExchanges = 12;

function DefectEntry({ defect, shown }: { readonly defect: Defect; readonly shown: ReadonlySet<number> }) {
  const { id, headline, lead, requirements, blocked, exchanges } = defect;
  const evidence = [...new Set(requirements.map((one) => one.evidence))].join(', ');
  return (
    <li id={id}>
      <Mark outcome="failed" />
      <div>
        <h3>
          <InWords text={headline} />
        </h3>
        <Claim result={lead} shown={shown} />
        <p class="note">
          {several(requirements.length, 'requirement')} ({evidence})
          {exchanges.length === 0 ? null : `, ${numbersOf(exchanges)}`}
        </p>
        <RequirementLinks
          requirements={requirements}
          bare={requirements.some(({ says }) => says === headline)}
        />
        {blocked.length === 0 ? null : (
          <>
            <p class="note">Not tried bedefect of it:</p>
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
