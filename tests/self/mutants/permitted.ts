/** Why the document permits what a mutant that is not caught does. */
import type { Fate } from '../../../reports/mutants-record.ts';
import type { Mutant } from './mutators.ts';

interface Permission {
  readonly file: RegExp;
  /** The line as it has become. */
  readonly line: RegExp;
  readonly why: string;
}

/** What does not even look right by what is only inferred, or can't be judged at all. */
const byFate: Readonly<Partial<Record<Fate, string>>> = {
  warned: 'The document does not say it: what is inferred only warns, and it is warned of.',
  unjudged: 'Too little works for a verdict: the run is inconclusive, and gets no certificate.',
};

const permissions: readonly Permission[] = [
  {
    file: /^refusal\.ts$/,
    line: /headers: \{/,
    why: 'What the body of a refusal is, and of which type, is left to the server (reading 27).',
  },
  {
    file: /^batch\.ts$/,
    line: /instanceof Refusal/,
    why: 'A stale update may be refused for the whole request as well (readings 18 and 19), in whatever words.',
  },
  {
    file: /^batch\.ts$/,
    line: /withErrors|errors\.length/,
    why: 'An empty list of errors says the same as none.',
  },
  {
    file: /custom-fields\.ts$/,
    line: /is_system/,
    why: 'Which fields are the system’s own is the account’s to say.',
  },
  {
    file: /list\.ts$/,
    line: /deletedRecords|isShown|state\.transactions, ids/,
    why: 'Deleted records may be left out, or shown as deleted (reading 15).',
  },
  {
    file: /^periods\/change\.ts$/,
    line: /periodChangeItems|\bsent\b.*;$/,
    why: 'A replacement may be answered with the periods that changed, or with all (reading 22).',
  },
  {
    file: /^periods\/view\.ts$/,
    line: /rank/,
    why: 'In which order a list stands is left to the server (reading 24).',
  },
  {
    file: /^selection\.ts$/,
    line: /tooManyRows/,
    why: 'More than five hundred rows may be refused (reading 30).',
  },
  {
    file: /^core\.ts$/,
    line: /allow/,
    why: 'Whether a refusal names the methods that there are is left to the server (reading 25).',
  },
];

/** The reason; null where nobody has given one: then a claim lacks, or a line here. */
export function whyPermitted({ file, line, text }: Mutant, fate: Fate): string | null {
  const changed = text.split('\n')[line - 1] ?? '';
  const permission = permissions.find((one) => one.file.test(file) && one.line.test(changed));
  return permission?.why ?? byFate[fate] ?? null;
}
