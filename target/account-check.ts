import { idFrom, member, parsedJson } from '../spec/contract/json.ts';
import { accountFacts } from './account-facts.ts';
import type { Client } from './client.ts';
import { preflightPath } from './preflight.ts';
import type { Target } from './target.ts';

/**
 * Whether the account is the one that the target file names: as the account tells, or else as its customers do.
 * @returns why not, in plain sentences with what to do; null when it is, or when the file names none
 */
export async function wrongAccount(
  client: Pick<Client, 'send'>,
  { account, baseUrl }: Pick<Target, 'account' | 'baseUrl'>,
): Promise<string | null> {
  if (account.id === undefined) return null;
  const id = (await accountFacts(client))?.id ?? (await idInCustomers(client));
  if (id === account.id) return null;
  return id === undefined
    ? `The target file names account ${account.id}, and nothing at ${baseUrl} tells which account it is. Take account.id out of the file if you are sure.`
    : `The account at ${baseUrl} is ${id}, and the target file names ${account.id}. Correct baseUrl, the credentials or account.id.`;
}

async function idInCustomers(client: Pick<Client, 'send'>): Promise<number | undefined> {
  const { response } = await client.send({
    as: 'administrator',
    method: 'GET',
    path: preflightPath,
    purpose: 'ask a customer for its account',
  });
  const [customer]: readonly unknown[] = listIn(member(parsedJson(response?.body ?? ''), '_embedded'));
  return idFrom(member(customer, 'account_id'));
}

function listIn(embedded: unknown): readonly unknown[] {
  const items = member(embedded, 'items');
  return Array.isArray(items) ? items : [];
}
