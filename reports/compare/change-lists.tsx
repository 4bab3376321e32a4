import { InWords } from '../html/in-words.tsx';
import { visible } from '../../spec/run/plain.ts';
import { several } from '../../spec/run/plain.ts';
import { changeKinds, type Change, type ChangeKind, type Changes } from './changes.ts';
import { Found, reasonOf } from './found.tsx';
import { changeWords } from './labels.ts';

/** What changed between two runs of one target, each kind for itself. */
export function ChangeLists({ changes }: { readonly changes: Changes }) {
  const { byKind, unchanged, incomparable } = changes;
  return (
    <>
      {changeKinds.map((kind) => (
        <Kind kind={kind} changes={byKind[kind]} />
      ))}
      <p class="because">
        {several(unchanged, 'requirement')} came out as before
        {incomparable > 0 ? `; ${String(incomparable)} were not judged by both runs` : ''}.
      </p>
    </>
  );
}

function Kind({ kind, changes }: { readonly kind: ChangeKind; readonly changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  const { heading, means } = changeWords[kind];
  const title = `change-${kind}`;
  return (
    <section class="changes" aria-labelledby={title}>
      <h2 id={title}>
        {heading} <span class="count">{changes.length}</span>
      </h2>
      <p class="note">
        {means}
        {kind === 'worse' && changes.some(({ evidence }) => evidence === 'inferred')
          ? ' Inferred ones only warn.'
          : ''}
      </p>
      <ul class="changes-list">
        {changes.map((change) => (
          <Entry change={change} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ change: { id, says, evidence, from, to } }: { readonly change: Change }) {
  return (
    <li>
      <p class="move">
        <Found finding={from} /> <span aria-hidden="true">→</span> <span class="spoken">to</span>{' '}
        <Found finding={to} /> <span class="evidence">{evidence}</span>
      </p>
      <InWords text={says} /> <code class="id">{visible(id)}</code>
      {to.outcome === 'passed' ? null : <p class="reason">{reasonOf(to)}</p>}
    </li>
  );
}
