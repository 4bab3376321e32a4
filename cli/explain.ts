import { faultNamed } from '../reference/faults/index.ts';
import { variantNamed } from '../reference/variants/index.ts';
import { requestInWords } from '../reports/live.ts';
import { operations } from '../spec/operations.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { oneLine, plain } from '../spec/run/plain.ts';
import { isRequirementId, requirementIds } from '../tests/catalogue.ts';
import { examplesOf, explained, type Explained } from './explained.ts';
import { pasted } from './invocation.ts';
import { names } from './list.ts';
import { nearestTo } from './nearest.ts';
import { selected } from './selection.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

/**
 * Tells all that there is to know of a requirement; of a fault or a variant what it does.
 * @returns the exit status, 0
 * @throws UsageError for a name that nothing has
 */
export async function explain(name: string): Promise<number> {
  if (isRequirementId(name)) {
    const chosen = selected(suite.claims, suite.catalogue, { only: [name] });
    const example = (await examplesOf(chosen)).get(name);
    console.log(plain(inWords(explained(name), example).join('\n')));
    return 0;
  }
  const fault = faultNamed(name);
  const variant = variantNamed(name);
  if (fault) {
    const { breaks, also = [], describe } = fault;
    console.log(
      [
        `${name}: a planted defect`,
        `  ${describe}`,
        `  It breaks ${breaks}${also.length > 0 ? `, and besides ${also.join(', ')}` : ''}.`,
        `  Look at it: ${pasted('serve', '--fault', name)}`,
      ].join('\n'),
    );
  } else if (variant) {
    console.log(
      [
        `${name}: a freedom that the document leaves`,
        `  ${variant.describe}`,
        `  Look at it: ${pasted('serve', '--variant', name)}`,
      ].join('\n'),
    );
  } else {
    throw new UsageError(
      `There is no requirement, fault or variant "${oneLine(name, 100)}". The nearest are ${nearestTo(name, [...requirementIds, ...names('faults'), ...names('variants')])}.`,
    );
  }
  return 0;
}

const weight = {
  stated: 'stated in a sentence or a table row: it decides the verdict',
  shown: 'shown in an example: it decides the verdict',
  inferred: 'inferred, since the rest makes no sense without it: it only warns',
} as const;

/** Characters of a body that are shown. */
const LONGEST_BODY = 400;

function inWords(about: Explained, example: Exchange | undefined): readonly string[] {
  const { id, says, evidence, operation, source, readings, given, checked, untestable, faults } = about;
  const known = Object.entries(operations).find(([name]) => name === operation)?.[1];
  const place =
    known === undefined ? 'none: paths or methods outside the contract' : `${known.method} ${known.path}`;
  return [
    id,
    `  ${says}`,
    '',
    `Evidence   ${weight[evidence]}`,
    `Operation  ${operation === null ? place : `${operation} (${place})`}`,
    ...section('Source', source),
    ...section(
      'Readings',
      readings.map(({ id: reading, topic, sides }) => {
        const accepted = Object.keys(sides).join(', ');
        return `${reading}: ${topic}${accepted === '' ? '' : ` (accepted: ${accepted})`}`;
      }),
    ),
    ...section('Given', given),
    ...(untestable === undefined ? [] : section('Not judged', [untestable])),
    ...section('Sent', example ? sentInWords(example) : []),
    ...section('Answered', example ? [answerInWords(example)] : []),
    ...section('Checked', checked),
    ...section(
      'Broken by',
      faults.map(({ name, describe }) => `${name}: ${describe}`),
    ),
    '',
    `Try it: ${pasted('--only', id)}`,
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => `${(at === 0 ? title : '').padEnd(10)} ${line}`);
}

function sentInWords(exchange: Exchange): readonly string[] {
  const { body } = exchange.request;
  return [requestInWords(exchange), ...(body === undefined ? [] : [oneLine(body, LONGEST_BODY)])];
}

/** What the reference answered. */
function answerInWords({ response }: Exchange): string {
  if (!response) return 'nothing';
  return `${String(response.status)} ${oneLine(response.body, LONGEST_BODY)}`.trimEnd();
}
