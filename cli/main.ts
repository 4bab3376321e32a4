#!/usr/bin/env node
/** The command, from wherever it is called: paths are the user's. */
import { relative } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { packageFacts, root } from '../spec/root.ts';
import { about } from '../target/amocrm/about.ts';
import { JournalUnwritableError } from '../target/journal.ts';
import { TargetFileError } from '../target/target-file-error.ts';
import type { CertifyOptions } from './certify.ts';
import type { DevOptions } from './dev.ts';
import type { DoctorOptions } from './doctor.ts';
import type { InitOptions } from './init.ts';
import type { Kind } from './list.ts';
import { countNumber, portNumber, shardOf, wholeNumber, withTarget } from './options.ts';
import type { MatrixOptions } from './matrix.ts';
import type { ProveOptions } from './prove.ts';
import type { ReplayOptions } from './replay.ts';
import type { ServeOptions } from './serve.ts';
import type { SweepOptions } from './sweep.ts';
import { plain } from '../spec/run/plain.ts';
import { tellBreak } from './broken.ts';
import { targetFileNamed } from './certify/bare-target.ts';
import { untilInterrupted } from './certify/interrupts.ts';
import { addReportCommands } from './report-commands.ts';
import { UsageError, WRONG_USAGE } from './usage-error.ts';
import { stopCommands } from './workflow-commands.ts';

// npm moves to the folder of the package, and tells from where it was called.
const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
if (script !== undefined && calledFrom !== undefined && relative(root, '') === '') process.chdir(calledFrom);

// A process that was started with a channel ends, in order, when who started it is gone, however that came.
if (process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

// Each command is loaded when it is called: help and wrong usage need not wait for all of them.

const program = new Command('amocrm-conformance')
  .description(`Decides whether an implementation of the ${about.name} does what its document promises.`)
  .option(
    '-v, --verbose',
    'tell readings and what has passed, too, and all that is known when the suite breaks',
  )
  .version(packageFacts().version, '-V, --version', 'tell the version of the suite')
  .showHelpAfterError('(--help shows what there is)')
  .hook('preAction', () => stopCommands())
  .exitOverride();

const isVerbose = (): boolean => program.opts<{ verbose?: boolean }>().verbose === true;

const broke = (error: unknown): number => tellBreak(error, isVerbose());

// Out of an event or a promise that nobody awaits.
process.on('uncaughtException', (error) => {
  // Nobody reads any more what is told, as of "list faults | head".
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  process.exit(broke(error));
});

const nameOf = ({ config, baseUrl, resume }: CertifyOptions): string => {
  if (resume !== undefined) return `what the run in ${plain(resume)} left open`;
  if (baseUrl !== undefined) return `the target at ${plain(baseUrl)}`;
  return config === undefined ? 'the reference implementation' : `the target of ${plain(config)}`;
};

withTarget(
  program
    .command('dev')
    .description('stay warm, and certify again when the server comes back, a file changes, or on a key'),
)
  .option('-o, --output <folder>', 'where the reports go (default: "conformance-report")')
  .option('--seed <number>', 'draws the same payloads again', wholeNumber)
  .option('--only <prefix...>', 'only requirements whose id begins so', [])
  .option('-x, --fail-fast', 'end each round at the first failure that decides the verdict')
  .option('--watch <path...>', 'begin anew when something in it changes', [])
  .action(async (options: DevOptions) => {
    if (options.config === undefined && options.baseUrl === undefined)
      throw new UsageError(
        'dev needs a target: name a target file with --config, or its place with --base-url.',
      );
    const { dev } = await import('./dev.ts');
    process.exitCode = await dev({ ...options, verbose: isVerbose() });
  });

withTarget(program.command('certify', { isDefault: true }))
  .description('certify a target, or the reference implementation when no target file is named')
  .option(
    '-o, --output <folder>',
    'where the reports go (default: "conformance-report", and "conformance-report-filtered" for a filtered run)',
  )
  .option('--seed <number>', 'draws the same payloads again', wholeNumber)
  .addOption(
    new Option(
      '--profile <name>',
      'read-only sends nothing but GET requests, explore goes through drawn sequences of operations only',
    )
      .choices(['full', 'read-only', 'explore'])
      .default('full'),
  )
  .option(
    '--accept-read-only',
    'end with status 0 where a read-only run found nothing wrong in what it could judge',
  )
  .option('--budget <requests>', 'how many requests the profile explore sends', countNumber)
  .option('--explore <budget>', 'explore when the claims are judged, for 60s, 10m, or so many requests')
  .option('--only <prefix...>', `only requirements whose id begins so, like ${about.examples.prefix}`, [])
  .option(
    '-g, --grep <pattern>',
    `only requirements whose id, sentence or tags match, like ${about.examples.tag}`,
  )
  .option('--shard <current/total>', 'one of so many parts, to be put together by merge', shardOf)
  .option('--requirements <set>', 'judge by a requirement set, like 2026.1: what has come since only warns')
  .addOption(
    new Option('--resume <folder>', 'go on with an interrupted run, whose report lies there').conflicts([
      'config',
      'output',
      'seed',
      'profile',
      'only',
      'grep',
      'shard',
      'requirements',
    ]),
  )
  .option('--list', 'list the requirements without judging them')
  .option('--plan', 'tell what the run would do, without a request to the target')
  .option('--waivers <file>', 'requirements that are known not to pass, each with an owner and a last day')
  .option('--write-waivers <file>', 'draft a waivers file from the run')
  .option('--sign <key>', 'sign the certificate with a private Ed25519 key (PEM)')
  .option('--subject <name>', 'what the certificate is about: NAME@sha256:DIGEST, an image for example')
  .addArgument(new Argument('[target]', 'a target file, as with --config').argOptional())
  .option('-x, --fail-fast', 'end the run at the first failure that decides the verdict')
  .addOption(
    new Option('--last-failed', 'try again what failed in the last run of the target').conflicts([
      'only',
      'grep',
      'resume',
      'explore',
    ]),
  )
  .option('--open', 'open the page of the report when the run is over')
  .option('--keep', 'leave the records of what failed in the account, to be looked at and swept')
  .addOption(
    new Option('--reporter <name>', 'line for people, json for a line of JSON an event')
      .choices(['line', 'json'])
      .default('line'),
  )
  .option('-q, --quiet', 'tell the verdict alone')
  .action(async (target: string | undefined, given: CertifyOptions) => {
    const config =
      target === undefined
        ? given.config
        : targetFileNamed(
            target,
            given,
            program.commands.map((one) => one.name()),
          );
    const options = { ...given, ...(config !== undefined && { config }), verbose: isVerbose() };
    const whole = options.list !== true && options.plan !== true;
    // Signals are heeded, and something said, before the suite is loaded, which takes a second.
    const interruption = whole ? untilInterrupted() : undefined;
    if (whole && options.quiet !== true && options.reporter !== 'json')
      console.log(`Certifying ${nameOf(options)} …`);
    const { certify } = await import('./certify.ts');
    process.exitCode = await certify(options, interruption);
  });

program
  .command('certify-matrix')
  .description('certify several versions or variants of a target, and tell on what they differ')
  .argument('<file>', 'a matrix file (YAML)')
  .option('-o, --output <folder>', 'where the reports go, a folder for each entry', 'conformance-matrix')
  .option('--seed <number>', 'draws the same payloads again, for all entries', wholeNumber)
  .addOption(new Option('--profile <name>', 'as of certify').choices(['full', 'read-only']))
  .option('--accept-read-only', 'as of certify')
  .option('--only <prefix...>', 'only requirements whose id begins so', [])
  .option('--requirements <set>', 'judge by a requirement set, like 2026.1')
  .option(
    '--at-once <number>',
    'certify at most so many at once, in the place of what the file says',
    countNumber,
  )
  .action(async (file: string, options: Omit<MatrixOptions, 'file'>) => {
    const interruption = untilInterrupted();
    const { certifyMatrix } = await import('./matrix.ts');
    process.exitCode = await certifyMatrix({ file, ...options }, interruption);
  });

program
  .command('replay')
  .description('play what exploration found once more, and tell whether it still fails')
  .argument('<file>', 'a finding, out of the folder findings of a report')
  .option('-c, --config <file>', 'target file (YAML); without one the reference implementation is asked')
  .action(async (file: string, options: Omit<ReplayOptions, 'file'>) => {
    const { replay } = await import('./replay.ts');
    process.exitCode = await replay({ file, ...options });
  });

program
  .command('serve')
  .description('serve the reference implementation')
  .option('-p, --port <number>', 'port to listen on', portNumber, 4010)
  .option('--write-target <file>', 'write the target file there')
  .option('--fault <name...>', 'plant defects, to see what the suite makes of them', [])
  .option('--variant <name...>', 'take freedoms that the document leaves', [])
  .option('-q, --quiet', 'tell nothing of requests')
  .action(async (options: ServeOptions) => {
    const { serve } = await import('./serve.ts');
    await serve(options);
  });

program
  .command('explain')
  .description('tell all there is to know of a requirement, and what a fault or a variant does')
  .argument('<id>', `a requirement, like ${about.examples.prefix}.…, a fault or a variant`)
  .action(async (name: string) => {
    const { explain } = await import('./explain.ts');
    process.exitCode = await explain(name);
  });

program
  .command('list')
  .description('list the requirements, faults, variants or readings')
  .addArgument(new Argument('<kind>').choices(['requirements', 'faults', 'variants', 'readings']))
  .option('--json', 'as JSON, with all that is known of each')
  .action(async (kind: Kind, options: { readonly json?: boolean }) => {
    const { list } = await import('./list.ts');
    process.exitCode = list(kind, options);
  });

program
  .command('docs')
  .description('write the requirements to be read without a run, with an API reference')
  .argument('<folder>', 'where the pages go')
  .action(async (folder: string) => {
    const { docs } = await import('./docs.ts');
    process.exitCode = await docs(folder);
  });

addReportCommands(program);

program
  .command('sweep')
  .description('finish what a run left in an account: shows what it would do, and asks')
  .requiredOption('-c, --config <file>', 'target file (YAML)')
  .option('--yes', 'do it without asking')
  .option('--force', 'sweep although the run seems to go on')
  .action(async (options: SweepOptions) => {
    const { sweep } = await import('./sweep.ts');
    process.exitCode = await sweep(options);
  });

program
  .command('doctor')
  .description('tell what a run would meet at a target, and what the target file lacks')
  .requiredOption('-c, --config <file>', 'target file (YAML)')
  .action(async (options: DoctorOptions) => {
    const { doctor } = await import('./doctor.ts');
    process.exitCode = await doctor(options);
  });

program
  .command('init')
  .description('ask what there is to know of a target, and write a target file')
  .option('-o, --output <file>', 'where the target file goes', 'target.yaml')
  .option('--name <name>', 'what reports call the target')
  .option('--base-url <url>', 'the part of its URLs before /api/v2')
  .option('--administrator <kind:variable>', 'credentials, as bearer:STAGING_TOKEN or login:USER:HASH')
  .option('--member <kind:variable>', "credentials of a user without administrator's rights")
  .option('--allow-writes', 'consent to changes on a host that is not this machine')
  .option('-y, --yes', 'ask nothing')
  .option('--force', 'replace a file that is there')
  .action(async (options: InitOptions) => {
    const { init } = await import('./init.ts');
    process.exitCode = await init(options);
  });

program
  .command('prove')
  .description('examine every planted fault and every permitted variant, and write the kill matrix')
  .option('-o, --output <folder>', 'where proof.json goes', 'conformance-report')
  .option('--seed <number>', 'draws the same payloads and pairs again', wholeNumber, 1)
  .option('--pairs <number>', 'how many pairs of variants are drawn', wholeNumber, 50)
  .option('--workers <number>', 'how many processes examine at once', countNumber)
  .option('--stability', 'certify the reference twenty times in other orders, with other seeds, instead')
  .addOption(
    new Option(
      '--record',
      'prove anew what has changed since it was recorded, for the reports to tell',
    ).conflicts(['seed', 'pairs', 'stability', 'shard', 'subject']),
  )
  .option('--shard <current/total>', 'one of so many parts only, each spread over all subjects', shardOf)
  .addOption(
    new Option(
      '--explore <requests>',
      'tell what exploration alone finds, with so many requests for each subject and no claims',
    )
      .argParser(countNumber)
      .conflicts('stability'),
  )
  .option('--subject <text>', 'only subjects whose name contains this')
  .action(async (options: ProveOptions) => {
    const { prove } = await import('./prove.ts');
    process.exitCode = await prove(options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (
    error instanceof TargetFileError ||
    error instanceof UsageError ||
    error instanceof JournalUnwritableError
  ) {
    console.error(error.message);
    process.exitCode = WRONG_USAGE;
  } else if (error instanceof Error && 'exitCode' in error) {
    // Commander has said what is wrong; its own status for wrong usage is 1, which would read as a verdict.
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else {
    process.exitCode = broke(error);
  }
}
