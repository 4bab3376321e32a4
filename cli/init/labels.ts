import { needed, type AccountEntries, type Discovery } from './found.ts';

/** What was written, what is in it, and what is left to do. */
export function outcomeInWords(output: string, discovery: Discovery, unset: readonly string[]): string {
  return [
    `Wrote ${output}.`,
    ...discoveredInWords(discovery),
    ...(unset.length > 0 ? ['', 'Set before a run:', ...unset.map((name) => `  export ${name}='…'`)] : []),
    '',
    `Then see whether all is well: amocrm-conformance doctor --config ${output}`,
  ].join('\n');
}

function discoveredInWords(discovery: Discovery): readonly string[] {
  if (discovery.found === null) {
    return [
      `The account part holds samples only. ${sentence(discovery.because)}`,
      'Fill it in by hand, or put that right and run init again with --force.',
    ];
  }
  const { account, missing } = discovery.found;
  const [found, lacking] = [foundIn(account), lackingIn(account)];
  return [
    ...(found.length > 0 ? [`Found in the account: ${found.join(', ')}.`] : []),
    ...(missing.length > 0 ? [`The target has no ${missing.join(', ')}, or doesn't answer there.`] : []),
    ...(lacking.length > 0
      ? [
          `A whole run takes more than was found: ${lacking.join(', ')}. Create it there, then add it to the file.`,
        ]
      : []),
  ];
}

function foundIn({ id, timezone, users, contacts, companies, customFields }: AccountEntries) {
  const fields = Object.keys(customFields ?? {});
  return [
    ...(id === undefined ? [] : [`its id (${String(id)})`]),
    ...(timezone === undefined ? [] : [`its time zone (${timezone})`]),
    ...(users ? [`users (${String(users.length)})`] : []),
    ...(contacts ? [`contacts (${String(contacts.length)})`] : []),
    ...(companies ? [`companies (${String(companies.length)})`] : []),
    ...(fields.length > 0 ? [`custom fields of customers (${fields.join(', ')})`] : []),
  ];
}

/** What a whole run takes beyond what was found. */
function lackingIn({ users = [], contacts = [], companies = [], customFields = {} }: AccountEntries) {
  const fields = { text: 'text', multiselect: 'multi-select', address: 'address' } as const;
  return [
    ...(users.length < needed.users ? [`${String(needed.users)} active users`] : []),
    ...(contacts.length < needed.contacts ? [`${String(needed.contacts)} contacts`] : []),
    ...(companies.length < needed.companies ? [`${String(needed.companies)} companies`] : []),
    ...(['text', 'multiselect', 'address'] as const)
      .filter((kind) => customFields[kind] === undefined)
      .map((kind) => `a ${fields[kind]} field of customers`.replace('a a', 'an a')),
  ];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
