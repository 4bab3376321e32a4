import { several, visible } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { onlyLine } from '../command.ts';
import type { Defect } from '../defects.ts';
import { statusOf } from '../exchanges.ts';
import type { Reproduction } from '../reproduction.ts';
import { evidenceWords } from './requirement.tsx';
import { Claim } from './difference.tsx';
import {
  Breakable,
  Command,
  ExchangeNumber,
  InWords,
  Mark,
  requestLine,
  RequirementLinks,
} from './parts.tsx';

interface DefectsProps {
  readonly defects: readonly Defect[];
  /** Those of which nothing showed in the last run. */
  readonly appeared: ReadonlySet<Defect>;
  /** What reproduces them, by the id of the defect. */
  readonly scripts: ReadonlyMap<string, Reproduction>;
  readonly run: Results;
  /** The exchanges that are shown whole somewhere on the page. */
  readonly shown: ReadonlySet<number>;
}

/** What is likely wrong with the target, each defect once however much fails by it; warnings stand apart. */
export function Defects({ defects, ...rest }: DefectsProps) {
  return (
    <>
      <DefectList
        id="defects"
        title="Likely defects"
        note="Promises that are likely broken by one and the same thing are one entry."
        defects={defects.filter(({ decides }) => decides)}
        {...rest}
      />
      <DefectList
        id="warnings"
        title="Warnings"
        note="The source only implies these promises, so breaking one does not decide the verdict."
        defects={defects.filter(({ decides }) => !decides)}
        {...rest}
      />
    </>
  );
}

function DefectList(
  props: DefectsProps & { readonly id: string; readonly title: string; readonly note: string },
) {
  const { id, title, note, defects, appeared, run, shown, scripts } = props;
  if (defects.length === 0) return null;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title} <span class="count">{defects.length}</span>
      </h2>
      <p class="note">{note}</p>
      <ol class="defects">
        {defects.map((defect) => (
          <DefectEntry
            defect={defect}
            isNew={appeared.has(defect)}
            run={run}
            shown={shown}
            reproduction={scripts.get(defect.id)}
          />
        ))}
      </ol>
    </section>
  );
}

function DefectEntry(props: {
  readonly defect: Defect;
  readonly isNew: boolean;
  readonly run: Results;
  readonly shown: ReadonlySet<number>;
  readonly reproduction: Reproduction | undefined;
}) {
  const { defect, isNew, run, shown, reproduction } = props;
  const { id, headline, lead, requirements, blocked } = defect;
  return (
    <li id={id} class="defect" tabIndex={-1}>
      <h3>
        <Mark outcome="failed" /> {isNew ? <span class="new">new</span> : null} <InWords text={headline} />
      </h3>
      <LooksLike defect={defect} />
      <ThreeLines defect={defect} shown={shown} />
      <details class="fold">
        <summary>
          {several(requirements.length, 'broken promise')}
          {blocked.length === 0 ? null : `, ${String(blocked.length)} not tried because of it`}
        </summary>
        <RequirementLinks requirements={requirements} isFolded />
        {blocked.length === 0 ? null : (
          <>
            <p class="note">Not tried because of it:</p>
            <RequirementLinks requirements={blocked} isFolded />
          </>
        )}
      </details>
      <Reproduce lead={lead} run={run} reproduction={reproduction} />
    </li>
  );
}

function LooksLike({ defect: { looksLike, requirements } }: { readonly defect: Defect }) {
  if (looksLike.length === 0) return null;
  const of = String(requirements.length);
  return (
    <p class="looks-like">
      Looks like{' '}
      {looksLike.map(({ name, describe }, at) => (
        <>
          {at > 0 ? ' or ' : ''}
          <a href="proof.html" title={describe}>
            {name}
          </a>
        </>
      ))}
      , {of} of {of}
      {looksLike.length === 1 ? `: ${looksLike[0]?.describe ?? ''}` : '.'}
    </p>
  );
}

/** The request that decided, the answer with what differs marked, the promise. */
function ThreeLines({ defect, shown }: { readonly defect: Defect; readonly shown: ReadonlySet<number> }) {
  const { lead, lines, decisive } = defect;
  return (
    <dl class="lines">
      {lines === null ? (
        <div>
          <dt>What came</dt>
          <dd>
            <Claim result={lead} shown={shown} />
          </dd>
        </div>
      ) : (
        <>
          <div>
            <dt>Sent</dt>
            <dd>
              <code>
                <b>{visible(lines.request.request.method)}</b> {requestLine(lines.request.request.url, 110)}
              </code>{' '}
              <span class="number">
                exchange <ExchangeNumber id={lines.request.id} shown={shown} />
              </span>
              {lines.sent === '' ? null : (
                <div class="sent">
                  <code>
                    {lines.element === null ? '' : <b>{visible(lines.element)} </b>}
                    <Breakable text={lines.sent} />
                  </code>
                </div>
              )}
            </dd>
          </div>
          <div>
            <dt>Came</dt>
            <dd>
              <Answered lines={lines} />{' '}
              {decisive?.record === undefined ? null : <>record {visible(decisive.record)} · </>}
              {decisive?.path === undefined ? null : <code>{visible(decisive.path)}: </code>}
              {lines.about === null ? null : <>{visible(lines.about)}: </>}
              {lines.isStatus ? null : <mark>{visible(lines.came)}</mark>}
              {lines.expected === null ? null : (
                <>
                  {lines.isStatus ? '' : ', '}expected <span class="expected">{visible(lines.expected)}</span>
                </>
              )}{' '}
              {lines.isStatus ? (
                <div class="sent">
                  <code>
                    <Breakable text={lines.came} />
                  </code>
                </div>
              ) : null}
              {lines.answer.id === lines.request.id ? null : (
                <span class="number">
                  exchange <ExchangeNumber id={lines.answer.id} shown={shown} />
                </span>
              )}
            </dd>
          </div>
        </>
      )}
      <div>
        <dt>Promised</dt>
        <dd>
          <InWords text={lead.says} /> <a href={`#${lead.id}`}>{lead.id}</a>{' '}
          <span class="number" title={evidenceWords[lead.evidence]}>
            {lead.source[0] === undefined ? '' : `${visible(lead.source[0])}, `}
            {lead.evidence}
          </span>
        </dd>
      </div>
    </dl>
  );
}

function Answered({ lines }: { readonly lines: NonNullable<Defect['lines']> }) {
  const status = statusOf(lines.answer) || 'no answer';
  return lines.isStatus ? (
    <mark>{status}</mark>
  ) : (
    <code>
      <b>{status}</b>
    </code>
  );
}

function Reproduce(props: {
  readonly lead: Defect['lead'];
  readonly run: Results;
  readonly reproduction: Reproduction | undefined;
}) {
  const { lead, run, reproduction } = props;
  return (
    <details class="fold reproduce">
      <summary>Reproduce</summary>
      {reproduction !== undefined && 'lacks' in reproduction ? (
        <p class="note">No script: {reproduction.lacks}</p>
      ) : null}
      {reproduction !== undefined && 'script' in reproduction ? (
        <>
          <p class="note">
            Creates what it needs, acts, reads back and puts back, with the variables of the target file.
            Paste it into a shell where Node.js is; it ends with status 1 as long as the defect shows.
          </p>
          <Command line={reproduction.script} label="Script that reproduces the defect" copy />
        </>
      ) : null}
      <p class="note">The suite again, with this promise alone:</p>
      <Command line={onlyLine(lead.id, run)} label="Command that tries this promise alone" copy />
    </details>
  );
}
