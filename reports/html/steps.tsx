import { visible } from '../../spec/run/plain.ts';
import { cut } from '../pretty.ts';
import type { RecordedExchange } from '../recorded.ts';
import { duration } from '../labels.ts';
import { requestLine, senderInWords } from './request-line.ts';

interface StepsProps {
  readonly steps: readonly RecordedExchange[];
  /** The exchanges that are shown whole somewhere on the page. */
  readonly shown: ReadonlySet<number>;
  /** Where the steps belong to many scenarios and tests, each names its own. */
  readonly scattered?: boolean;
}

/** What was sent, in order: number, who, what, what came; under the scenario or test that it was sent for. */
export function Steps({ steps, shown, scattered = false }: StepsProps) {
  if (scattered) {
    return (
      <ul class="steps">
        {steps.map((step) => (
          <Step step={step} shown={shown.has(step.id)} purpose={step.purpose} />
        ))}
      </ul>
    );
  }
  return (
    <>
      {byPurpose(steps).map(({ purpose, of }) => (
        <>
          <p class="note purpose">{visible(purpose)}</p>
          <ul class="steps">
            {of.map((step) => (
              <Step step={step} shown={shown.has(step.id)} />
            ))}
          </ul>
        </>
      ))}
    </>
  );
}

interface StepProps {
  readonly step: RecordedExchange;
  readonly shown: boolean;
  readonly purpose?: string;
}

function Step({ step, shown, purpose }: StepProps) {
  const { id, as, method, url, status, durationMs, requestBody = '' } = step;
  const number = String(id);
  return (
    <li>
      <span class="number">{shown ? <a href={`#exchange-${number}`}>{number}</a> : number}</span>
      <span class="call">
        <code>
          <b>{visible(method)}</b> {requestLine(url, 100)}
        </code>{' '}
        {requestBody === '' ? null : <code class="sent">{beginOf(requestBody)}</code>}{' '}
        <span class="by">
          by {senderInWords(as)}
          {purpose === undefined ? '' : ` for ${visible(purpose)}`}
        </span>
      </span>
      <span class="status">
        {status > 0 ? status : 'no response'} <span class="took">{duration(durationMs)}</span>
      </span>
    </li>
  );
}

/** The beginning of what was sent, on one line: enough to tell an update from a deletion. */
function beginOf(body: string): string {
  const { text, left } = cut(body.slice(0, 200).replace(/\s+/g, ' '), 60);
  return visible(left > 0 || body.length > 200 ? `${text}…` : text);
}

interface Purposed {
  readonly purpose: string;
  readonly of: readonly RecordedExchange[];
}

/** Steps that follow each other for the same purpose are told under it. */
function byPurpose(steps: readonly RecordedExchange[]): readonly Purposed[] {
  return steps.reduce<readonly Purposed[]>((groups, step) => {
    const last = groups.at(-1);
    return last?.purpose === step.purpose
      ? [...groups.slice(0, -1), { purpose: last.purpose, of: [...last.of, step] }]
      : [...groups, { purpose: step.purpose, of: [step] }];
  }, []);
}
