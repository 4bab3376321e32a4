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
    file: /^(?:batch|envelope)\.ts$/,
    line: /withErrors|errors\.length|embedded =/,
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
    line: /allow|not supported here/,
    why: 'Whether a refusal names the methods that there are is left to the server (reading 25).',
  },
  {
    file: /^(?:refusal|authentication)\.ts$/,
    line: /return \{\s*(?:\}|$)|response: \{|error_code|server_time|this\.(?:code|headers)|^ *;|refusedCredentials|new Refusal\(says|const answer = /,
    why: 'What a refusal says beside its status, and in which form, is left to the server (reading 27).',
  },
  {
    file: /^policy\.ts$/,
    line: /defaultPolicy|pageSize/,
    why: 'It takes another of the ways that a reading permits, and what is new there is asked for nowhere else.',
  },
  {
    file: /^envelope\.ts$/,
    line: /echo =/,
    why: 'The self link may carry the query or leave it out (reading 13).',
  },
  {
    file: /^envelope\.ts$/,
    line: /emptyList/,
    why: 'An empty list may be answered with 204, or with 200 and no rows (reading 17).',
  },
  {
    file: /^selection\.ts$/,
    line: /oldestFirst/,
    why: 'In which order a list stands is left to the server (reading 24).',
  },
  {
    file: /^selection\.ts$/,
    line: /Number\(value\)/,
    why: 'What a malformed number in a query is taken for is left to the server, as long as it is no server error (reading 24).',
  },
  {
    file: /^periods\/(?:view|list|change)\.ts$/,
    line: /withLinks|periodLinks|return \{ id, type|return \(?\{/,
    why: 'Whether periods carry links is left to the server (reading 7).',
  },
  {
    file: /^periods\/change\.ts$/,
    line: /afterLeftOut/,
    why: 'A list without the period after the purchase may be refused, or leave it as it is (reading 21).',
  },
  {
    file: /^periods\/change\.ts$/,
    line: /\bviews\b/,
    why: 'A replacement may be answered with the periods that changed, or with all (reading 22).',
  },
  {
    file: /^customers\/change\.ts$/,
    line: /mixedItems/,
    why: 'Acknowledgements may stand in a list or under their numbers, as they do beside deletions.',
  },
  {
    file: /^transactions\/change\.ts$/,
    line: /onlyDeletes/,
    why: 'A deletion of transactions may be answered with 204 or with what it deleted (reading 4).',
  },
  {
    file: /^transactions\/change\.ts$/,
    line: /^ *;$/,
    why: 'What lacks the id is refused all the same, where the id is read: in other words, which are the server’s own.',
  },
  {
    file: /^customers\/update\.ts$/,
    line: /staleUpdate|StaleUpdate/,
    why: 'An outdated update may be carried out or refused (reading 19).',
  },
  {
    file: /^customers\/update\.ts$/,
    line: /updated_at: request\.now|updatedAt/,
    why: 'The date of the last change may be the one sent or that of the server’s clock (reading 20).',
  },
  {
    file: /^customers\/view\.ts$/,
    line: /return \{\s*(?:\}|$)|empty\(|\(\{ (?:tags|contacts|custom_fields)|\{ \}|tags|fields|contacts\.length/,
    why: 'What has nothing may be left out, null, an empty object or an empty list (reading 16).',
  },
  {
    file: /^customers\/view\.ts$/,
    line: /main_contact|contacts:|company:|\.\.\.company/,
    why: 'Links of relations are shown by an example alone: an answer without them only warns.',
  },
  {
    file: /^(?:customers|transactions)\/list\.ts$/,
    line: /lookedUp|ordered\(/,
    why: 'Deleted records may be left out, or shown as deleted (reading 15).',
  },
  {
    file: /^batch\.ts$/,
    line: /whole/,
    why: 'A partly bad batch may be refused whole, or its good part carried out (reading 18).',
  },
  {
    file: /^batch\.ts$/,
    line: /asList|'delete'/,
    why: 'Whether ids to delete may stand in a text with commas and blanks is left to the server (reading 11).',
  },
  {
    file: /^body\.ts$/,
    line: /isForm/,
    why: 'What a body is that is no JSON and no form is left to the server, as long as it is refused or read.',
  },
  {
    file: /^values\.ts$/,
    line: /const ids|const number|number === 'number'|isSafeInteger|number <= most|<= number/,
    why: 'How leniently a malformed number is read, and within which bounds, is left to the server (reading 24).',
  },
  {
    file: /^values\.ts$/,
    line: /const moments/,
    why: 'From which moment on a date is no date any more is left to the server: what lies there may be refused.',
  },
  {
    file: /^periods\/change\.ts$/,
    line: /period <= 1/,
    why: 'The document gives a period no least length: one of a single day may be refused.',
  },
  {
    file: /^calendar\.ts$/,
    line: /timeZone: timezone/,
    why: 'The first hour after midnight alone is told otherwise: probes keep clear of the ends of days (reading 24).',
  },
  {
    file: /^calendar\.ts$/,
    line: /getUTC/,
    why: 'Whether days that are in no calendar are refused is left to the server (reading 10).',
  },
  {
    file: /^calendar\.ts$/,
    line: /Date\.UTC/,
    why: 'Time zone and side of a bound are the server’s (reading 24), so that probes keep two days clear of it: a day more is not told from that.',
  },
];

/** The reason; null where nobody has given one: then a claim lacks, or a line here. */
export function whyPermitted({ file, line, text }: Mutant, fate: Fate): string | null {
  const changed = text.split('\n')[line - 1] ?? '';
  const permission = permissions.find((one) => one.file.test(file) && one.line.test(changed));
  return permission?.why ?? byFate[fate] ?? null;
}
