/** Whether transactions and periods are there, and whether the list of periods has room. */
import { MOST_PERIODS_BEFORE } from '../../spec/limits.ts';
import { operations } from '../../spec/operations.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { FULL } from '../../target/amocrm/account-periods.ts';
import { beforePurchase, periodsOf } from '../../target/amocrm/period.ts';
import { answerOf } from '../../target/answer.ts';
import { trouble, unchecked, well, type Finding } from './finding.ts';
import type { Patient } from './patient.ts';

type Feature = keyof Patient['target']['features'];

const listed = {
  transactions: `${operations['transactions.list'].path}?limit_rows=1`,
  periods: operations['periods.list'].path,
} as const satisfies Record<Feature, string>;

export async function featureFindings(patient: Patient): Promise<readonly Finding[]> {
  const transactions = await findingOf(patient, 'transactions', () =>
    well('transactions', 'They are switched on, and can be listed.'),
  );
  return [transactions, await findingOf(patient, 'periods', roomFinding)];
}

/** @param whenListed what to make of an answer that lists them */
async function findingOf(
  { target, client }: Patient,
  feature: Feature,
  whenListed: (exchange: Exchange) => Finding,
): Promise<Finding> {
  if (!target.features[feature]) {
    return unchecked(feature, 'The target file says that there are none: what is about them is not judged.');
  }
  const exchange = await client.send({
    as: 'administrator',
    method: 'GET',
    path: listed[feature],
    purpose: `look for ${feature}`,
  });
  if (exchange.transportFailure) return trouble(feature, exchange.transportFailure.says);
  const status = exchange.response?.status ?? 0;
  if (status === 200 || status === 204) return whenListed(exchange);
  return trouble(feature, `They can't be listed: ${listed[feature]} answered ${String(status)}.`, {
    advice: 'Switch them on in the account. If the target is not meant to have them, say so.',
    add: { features: { [feature]: false } },
  });
}

function roomFinding(exchange: Exchange): Finding {
  const count = beforePurchase(periodsOf(answerOf(exchange))).length;
  if (count >= MOST_PERIODS_BEFORE) return trouble('periods', FULL);
  if (count === 0) return trouble('periods', 'The account has no period before the purchase: create one.');
  return well('periods', `${String(count)} before the purchase, of ${String(MOST_PERIODS_BEFORE)} at most.`);
}
