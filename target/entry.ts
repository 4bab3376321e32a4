import type { AccountPart, Asker } from './api.ts';
import type { Client } from './client.ts';
import type { Target } from './target.ts';

/**
 * Whether a run makes sense: the target can be reached, takes the credentials, and is the account that is meant.
 * @returns why not, in plain sentences with what to do; null when it does
 */
export async function obstacleTo(
  client: Pick<Client, 'send' | 'preflight'>,
  account: AccountPart,
  target: Target,
): Promise<string | null> {
  const [administrators, members] = await Promise.all([
    client.preflight(),
    target.auth.member ? client.preflight('member') : null,
  ]);
  const failure = administrators ?? members;
  return failure?.says ?? (await wrongAccount(client, account, target));
}

/**
 * Whether the account is the one that the target file names: as the account tells, or else as its records do.
 * @returns why not, in plain sentences with what to do; null when it is, or when the file names none
 */
export async function wrongAccount(
  client: Asker,
  { facts, idInRecords }: Pick<AccountPart, 'facts' | 'idInRecords'>,
  { account, baseUrl }: Pick<Target, 'account' | 'baseUrl'>,
): Promise<string | null> {
  if (account.id === undefined) return null;
  const id = (await facts(client))?.id ?? (await idInRecords(client));
  if (id === account.id) return null;
  return id === undefined
    ? `The target file names account ${account.id}, and nothing at ${baseUrl} tells which account it is. Take account.id out of the file if you are sure.`
    : `The account at ${baseUrl} is ${id}, and the target file names ${account.id}. Correct baseUrl, the credentials or account.id.`;
}
