import type { Exchange } from '../spec/run/exchange.ts';
import { trouble, unchecked, well, type Finding } from '../target/finding.ts';
import { readTargetFile, type Target } from '../target/target-file.ts';
import { api, clientOf } from './api.ts';
import { featureFindings, fixtureFindings } from './doctor/account.ts';
import { apiFindings, roleFindings, type Patient } from './doctor/api.ts';
import { connectionFindings } from './doctor/connection.ts';
import { localFindings, profileOf } from './doctor/local.ts';
import { conclusion, findingInWords } from './doctor/labels.ts';
import { started, type Stop } from './started.ts';
import { UsageError } from './usage-error.ts';

export interface DoctorOptions {
  readonly config: string;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const WELL = 0;
const LACKING = 3;

/**
 * Tells what a run would meet at a target and what its target file lacks, with the lines to add. Sends GET only. A
 * target whose file says how is started for it.
 * @returns the exit status: 0 when all is well, 3 when something is missing or can't be reached
 * @throws TargetFileError
 */
export async function doctor(
  { config }: DoctorOptions,
  env: NodeJS.ProcessEnv = process.env,
  tell: (line: string) => void = console.log,
): Promise<number> {
  const target = readTargetFile(config, env);
  const findings: Finding[] = [];
  for await (const finding of examination(target, config, env)) {
    findings.push(finding);
    tell(findingInWords(finding));
  }
  tell(`\n${conclusion(findings, profileOf(target))}`);
  return findings.some(({ mark }) => mark === 'trouble') ? LACKING : WELL;
}

/** Everything that is looked at, in its order; what rests on something that failed is not looked at. */
async function* examination(target: Target, config: string, env: NodeJS.ProcessEnv): AsyncGenerator<Finding> {
  yield* localFindings(target, config, env);
  let stop: Stop;
  try {
    stop = stoppedWithUs(await started(target));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    yield trouble('start', error.message);
    yield unchecked('the rest', 'The target can be looked at once it starts.');
    return;
  }
  const { start } = target;
  if (start !== undefined) yield well('start', `The target was started, and answers at ${start.ready}.`);
  let last: Exchange | undefined;
  const client = clientOf(target, (exchange) => (last = exchange));
  const patient: Patient = { target, client, last: () => last };
  try {
    const reached = yield* allWell(connectionFindings(target, env));
    const answered = reached && (yield* allWell(await apiFindings(patient)));
    if (answered) yield* accountFindings(patient);
    else yield unchecked('the rest', 'The account can be looked at once that is put right.');
  } finally {
    client.close();
    await stop();
  }
}

/** An interrupt ends what was started, and what it keeps, before it ends this process. */
function stoppedWithUs(stop: Stop): Stop {
  const interrupt = (): void => void stop().finally(() => process.exit(130));
  for (const name of signals) process.once(name, interrupt);
  return async () => {
    for (const name of signals) process.off(name, interrupt);
    await stop();
  };
}

/** Passes findings on. @returns whether none of them is trouble */
async function* allWell(
  findings: Iterable<Finding> | AsyncIterable<Finding>,
): AsyncGenerator<Finding, boolean> {
  let well = true;
  for await (const finding of findings) {
    yield finding;
    well &&= finding.mark !== 'trouble';
  }
  return well;
}

async function* accountFindings(patient: Patient): AsyncGenerator<Finding> {
  const facts = await api.account.facts(patient.client);
  yield* await roleFindings(patient, facts);
  yield* featureFindings(patient);
  yield* fixtureFindings(patient, facts);
}
