import { plain, several } from '../../spec/run/plain.ts';
import { yamlText } from '../init/target-yaml.ts';
import type { Finding } from '../../target/finding.ts';

const marks = { well: '✓', note: '!', trouble: '✗', unchecked: '–' } as const satisfies Record<
  Finding['mark'],
  string
>;

const aboutWidth = 15;
const width = 98;
const margin = ' '.repeat(2 + aboutWidth);

/** A finding as lines of a terminal: its mark, what it is about, what was found, what to do. */
export function findingInWords({ mark, about, says, advice, commands = [], add }: Finding): string {
  const words = wrapped([says, advice ?? ''].join(' '), width - margin.length);
  const lines = add === undefined ? [] : ['In the target file:', ...indented(yamlText(add))];
  // A command that is broken into lines is another one.
  const toPaste = commands.map((command) => `  ${plain(command)}`);
  return [...words, ...toPaste, ...lines]
    .map((line, index) =>
      index === 0 ? `${marks[mark]} ${about.padEnd(aboutWidth)}${line}` : `${margin}${line}`,
    )
    .join('\n');
}

/** The last word on a target. */
export function conclusion(findings: readonly Finding[], profile: 'full' | 'read-only'): string {
  const of = (mark: Finding['mark']): number => findings.filter((one) => one.mark === mark).length;
  const [count, notes] = [of('trouble'), of('note')];
  if (count === 0) {
    const reach =
      profile === 'full' ? '' : ' of the read-only profile, which leaves unjudged what takes changes';
    return notes === 0
      ? `All is well: nothing is in the way of a run${reach}.`
      : `Nothing is in the way of a run${reach}, but ${several(notes, 'thing')} ${notes === 1 ? 'is' : 'are'} worth a look: see !.`;
  }
  const things = count === 1 ? 'One thing is' : `${String(count)} things are`;
  return `${things} not as a whole run needs it: see ✗.`;
}

function indented(yaml: string): readonly string[] {
  return yaml
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}

/** Breaks a text at its blanks; a word that is longer than a line stays whole. */
function wrapped(text: string, longest: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > longest) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
