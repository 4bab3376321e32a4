#!/usr/bin/env node
/** The command, from wherever it is called: paths are the user's. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { relative } from 'node:path';
import { root } from '../spec/root.ts';
import { about } from '../target/amocrm/about.ts';
import { JournalUnwritableError } from '../target/journal.ts';
import { TargetFileError } from '../target/target-file-error.ts';
import type { CertifyOptions } from './certify.ts';
import type { CommentOptions } from './comment.ts';
import type { CompareOptions } from './compare.ts';
import type { DoctorOptions } from './doctor.ts';
import type { GateOptions } from './gate.ts';
import type { HistoryOptions } from './history.ts';
import type { InitOptions } from './init.ts';
import type { ProveOptions, Shard } from './prove.ts';
import type { PublishOptions } from './publish.ts';
import type { ReplayOptions } from './replay.ts';
import type { ServeOptions } from './serve.ts';
import type { SweepOptions } from './sweep.ts';
import { plain } from '../spec/run/plain.ts';
import { tellBreak } from './broken.ts';
import { untilInterrupted } from './certify/interrupts.ts';
import { UsageError, WRONG_USAGE } from './usage-error.ts';
import type { VerifyOptions } from './verify.ts';
import { stopCommands } from './workflow-commands.ts';

// npm moves to the folder of the package, and tells from where it was called.
const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
if (script !== undefined && calledFrom !== undefined && relative(root, '') === '') process.chdir(calledFrom);

// Each command is loaded when it is called: help and wrong usage need not wait for all of them.

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new InvalidArgumentError('It takes a whole number.');
  }
  return Number(text);
};

const countNumber = (text: string): number => {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError('It takes at least 1.');
  return count;
};

const portNumber = (text: string): number => {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('It takes a port, at most 65535.');
  return port;
};

const shardOf = (text: string): Shard => {
  const [, current = 0, total = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (current < 1 || current > total) throw new InvalidArgumentError('It takes a part of a whole, as 2/5.');
  return { current, total };
};

const program = new Command('amocrm-conformance')
  .description(`Decides whether an implementation of the ${about.name} does what its document promises.`)
  .option('--verbose', 'tell all that is known when the suite itself breaks')
  .showHelpAfterError('(--help shows what there is)')
  .hook('preAction', () => stopCommands())
  .exitOverride();

const broke = (error: unknown): number =>
  tellBreak(error, program.opts<{ verbose?: boolean }>().verbose === true);

// Out of an event or a promise that nobody awaits.
process.on('uncaughtException', (error) => {
  process.exit(broke(error));
});

const nameOf = ({ config, resume }: CertifyOptions): string => {
  if (resume !== undefined) return `what the run in ${plain(resume)} left open`;
  return config === undefined ? 'the reference implementation' : `the target of ${plain(config)}`;
};

program
  .command('certify', { isDefault: true })
  .description('certify a target, or the reference implementation when no target file is named')
  .option('-c, --config <file>', 'target file (YAML)')
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
  .option('--budget <requests>', 'how many requests the profile explore sends', countNumber)
  .option('--explore <budget>', 'explore when the claims are judged, for 60s, 10m, or so many requests')
  .option('--only <prefix...>', `only requirements whose id begins so, like ${about.examples.prefix}`, [])
  .option(
    '-g, --grep <pattern>',
    `only requirements whose id, sentence or tags match, like ${about.examples.tag}`,
  )
  .option('--requirements <set>', 'judge by a requirement set, like 2026.1: what has come since only warns')
  .addOption(
    new Option('--resume <folder>', 'go on with an interrupted run, whose report lies there').conflicts([
      'config',
      'output',
      'seed',
      'profile',
      'only',
      'grep',
      'requirements',
    ]),
  )
  .option('--list', 'list the requirements without judging them')
  .option('--plan', 'tell what the run would do, without a request to the target')
  .option('--waivers <file>', 'requirements that are known not to pass, each with an owner and a last day')
  .option('--write-waivers <file>', 'draft a waivers file from the run')
  .option('--sign <key>', 'sign the certificate with a private Ed25519 key (PEM)')
  .option('--subject <name>', 'what the certificate is about: NAME@sha256:DIGEST, an image for example')
  .action(async (options: CertifyOptions) => {
    const whole = options.list !== true && options.plan !== true;
    // Signals are heeded, and something said, before the suite is loaded, which takes a second.
    const interruption = whole ? untilInterrupted() : undefined;
    if (whole) console.log(`Certifying ${nameOf(options)} …`);
    const { certify } = await import('./certify.ts');
    process.exitCode = await certify(options, interruption);
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
  .action(async (options: ServeOptions) => {
    const { serve } = await import('./serve.ts');
    await serve(options);
  });

program
  .command('compare')
  .description('compare runs, requirement by requirement')
  .argument('<files...>', 'results.json files, or the folders that hold them')
  .option('-o, --output <folder>', 'where comparison.html goes', 'conformance-report')
  .option('--any-suite', 'compare runs of different versions of the suite too')
  .action(async (files: string[], options: Omit<CompareOptions, 'files'>) => {
    const { compare } = await import('./compare.ts');
    process.exitCode = compare({ files, ...options });
  });

program
  .command('comment')
  .description('put a run on its pull request on GitHub, with what changed against the base branch')
  .argument('<report>', 'the folder of a report')
  .option('--base <report>', 'the folder of the report of the base branch')
  .option('--name <text>', 'tells the comments of several jobs apart', 'conformance')
  .option('--print', 'print the text instead of sending it')
  .action(async (report: string, options: Omit<CommentOptions, 'report'>) => {
    const { comment } = await import('./comment.ts');
    process.exitCode = await comment({ report, ...options });
  });

program
  .command('history')
  .description('tell how targets fared over many runs')
  .argument('<folder>', 'every results.json below it counts')
  .option('-o, --output <folder>', 'where history.html goes', 'conformance-report')
  .action(async (folder: string, options: Omit<HistoryOptions, 'folder'>) => {
    const { history } = await import('./history.ts');
    process.exitCode = history({ folder, ...options });
  });

program
  .command('publish')
  .description('verify submitted results, and write a site of them')
  .argument('<folder>', 'holds a folder for each submission: results.json, submission.yaml, a certificate')
  .option('-o, --output <folder>', 'where the site goes', 'conformance-register')
  .action(async (folder: string, options: Omit<PublishOptions, 'folder'>) => {
    const { publish } = await import('./publish.ts');
    process.exitCode = publish({ folder, ...options });
  });

program
  .command('verify')
  .description('check a certificate, and tell what it proves and what not')
  .argument('<file>', 'certificate.intoto.jsonl')
  .option('--key <file>', 'public key of who is said to have signed it (PEM)')
  .option('--results <file>', 'the results.json that it was made from')
  .addOption(new Option('--unsigned', 'who made it need not be proven').conflicts('key'))
  .action(async (file: string, options: Omit<VerifyOptions, 'file'>) => {
    const { verify } = await import('./verify.ts');
    process.exitCode = verify({ file, ...options });
  });

program
  .command('gate')
  .description('let a deployment go on only where a certificate says so')
  .argument('<file>', 'certificate.intoto.jsonl')
  .requiredOption('--subject <name>', 'what is about to be deployed: NAME@sha256:DIGEST; the digest decides')
  .requiredOption('--key <file>', 'public key of who has to have signed it (PEM)')
  .option('--requirements <set>', 'judged by this requirement set or a later one, like 2026.1')
  .option('--max-age <time>', 'how old the run may be, as 30d or 12h')
  .option('--allow-warned', 'a certificate with reservations will do')
  .action(async (file: string, options: Omit<GateOptions, 'file'>) => {
    const { gate } = await import('./gate.ts');
    process.exitCode = gate({ file, ...options });
  });

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
