import { oneLine } from '../../spec/run/plain.ts';
import { more } from '../labels.ts';
import type { Colour, Paint } from '../paint.ts';
import { type Finding, findingWords } from './changes.ts';

/** Columns of the narrowest terminal that is written for. */
export const width = 80;

/** The mark of a finding in its colour. */
export function markOf({ outcome }: Finding, paint: Paint): string {
  return paint(colourOf(outcome), findingWords[outcome].mark);
}

function colourOf(outcome: Finding['outcome']): Colour {
  if (outcome === 'passed') return 'green';
  if (outcome === 'failed') return 'red';
  return outcome === 'notJudged' || outcome === 'notApplicable' ? 'dim' : 'yellow';
}

/** A text from a file on one line that fits behind an indent. */
export function fitted(text: string, indent: number): string {
  return oneLine(text, width - indent);
}

/** Heads of columns at the ends of stairs, so that a narrow column can have a long name. */
export function stairs(labels: readonly string[], cell: number): readonly string[] {
  return labels.map((label, at) => {
    const steps = '│'.padEnd(cell).repeat(at);
    return `${steps}┌ ${fitted(label, steps.length + 2)}`;
  });
}

/** Words on as many lines as they need. */
export function wrapped(words: readonly string[], indent: number): readonly string[] {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  for (const word of words.map((one) => fitted(one, indent))) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(`${margin}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The first ids as words of a line, separated by commas, and how many more there are. */
export function firstOf(ids: readonly string[], most: number): readonly string[] {
  return [
    ...ids.slice(0, most).map((id, at) => (at < Math.min(ids.length, most) - 1 ? `${id},` : id)),
    ...more(ids.length, most),
  ];
}
