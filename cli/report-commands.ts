import { type Command, Option } from 'commander';
import type { CommentOptions } from './comment.ts';
import type { CompareOptions } from './compare.ts';
import type { GateOptions } from './gate.ts';
import type { HistoryOptions } from './history.ts';
import type { MergeOptions } from './merge.ts';
import type { PublishOptions } from './publish.ts';
import type { VerifyOptions } from './verify.ts';

/** Adds the commands about runs that have come to their end: each is loaded when it is called. */
export function addReportCommands(program: Command): void {
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
    .command('merge')
    .description('put the shards of a run together: their reports come to what one run comes to')
    .argument('<reports...>', 'the folder of the report of each shard')
    .option('-o, --output <folder>', 'where the report of the whole goes', 'conformance-report')
    .option('--sign <key>', 'sign the certificate with a private Ed25519 key (PEM)')
    .option('--subject <name>', 'what the certificate is about: NAME@sha256:DIGEST, an image for example')
    .action(async (reports: string[], options: Omit<MergeOptions, 'reports'>) => {
      const { merge } = await import('./merge.ts');
      process.exitCode = merge({ reports, ...options });
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
    .requiredOption(
      '--subject <name>',
      'what is about to be deployed: NAME@sha256:DIGEST; the digest decides',
    )
    .requiredOption('--key <file>', 'public key of who has to have signed it (PEM)')
    .option('--requirements <set>', 'judged by this requirement set or a later one, like 2026.1')
    .option('--max-age <time>', 'how old the run may be, as 30d or 12h')
    .option('--allow-warned', 'a certificate with reservations will do')
    .action(async (file: string, options: Omit<GateOptions, 'file'>) => {
      const { gate } = await import('./gate.ts');
      process.exitCode = gate({ file, ...options });
    });
}
