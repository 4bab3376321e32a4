import { type Command, Option } from 'commander';
import type { CommentOptions } from './comment.ts';
import type { CompareOptions } from './compare.ts';
import type { GateOptions } from './gate.ts';
import type { HistoryOptions } from './history.ts';
import type { MergeOptions } from './merge.ts';
import type { PublishOptions } from './publish.ts';
import type { SignOptions } from './sign.ts';
import type { VerifyOptions } from './verify.ts';

const identityOption = [
  '--identity <name>',
  'in the place of a key: the CI job that has to have signed, as its certificate names it',
] as const;
const issuerOption = ['--issuer <url>', 'with --identity: whose identity tokens the CI has'] as const;
const trustedRootOption = [
  '--trusted-root <file>',
  'with --identity: the signing services that are trusted, as `gh attestation trusted-root` prints them',
] as const;

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
    .command('sign')
    .description('state what a run came to, a certificate where it passed, and sign that')
    .argument('<report>', 'the folder of a report')
    .option('--key <file>', 'sign with a private Ed25519 key (PEM)')
    .addOption(
      new Option('--keyless', 'sign by the identity of this CI job, as sigstore does it').conflicts('key'),
    )
    .option('--subject <name>', 'what it is about: NAME@sha256:DIGEST, an image for example')
    .option('--url <address>', 'where the run may be looked at, for all who get the statement')
    .option('--valid-for <time>', 'how long it holds, as 90d or 12h')
    .option(
      '--fulcio-url <url>',
      'with --keyless: what gives the certificate of the signature (default: sigstore’s)',
    )
    .option('--rekor-url <url>', 'with --keyless: the log that it is entered into (default: sigstore’s)')
    .option('--no-rekor', 'with --keyless: enter it into no log, which asks for a timestamp')
    .option('--timestamp-url <url>', 'with --keyless: what says when it was signed (RFC 3161)')
    .action(async (report: string, options: Omit<SignOptions, 'report'>) => {
      const { sign } = await import('./sign.ts');
      process.exitCode = await sign({ report, ...options });
    });

  program
    .command('verify')
    .description('check a certificate, or a statement that is none, and tell what it proves and what not')
    .argument('<file>', 'certificate.intoto.jsonl, statement.intoto.jsonl, or either as .sigstore.json')
    .option('--key <file>', 'public key of who is said to have signed it (PEM)')
    .option('--results <file>', 'the results.json that it was made from')
    .addOption(new Option('--unsigned', 'who made it need not be proven').conflicts(['key', 'identity']))
    .addOption(new Option(...identityOption).conflicts('key'))
    .option(...issuerOption)
    .option(...trustedRootOption)
    .action(async (file: string, options: Omit<VerifyOptions, 'file'>) => {
      const { verify } = await import('./verify.ts');
      process.exitCode = await verify({ file, ...options });
    });

  program
    .command('gate')
    .description('let a deployment go on only where a certificate says so')
    .argument('<file>', 'certificate.intoto.jsonl')
    .requiredOption(
      '--subject <name>',
      'what is about to be deployed: NAME@sha256:DIGEST; the digest decides',
    )
    .option('--key <file>', 'public key of who has to have signed it (PEM)')
    .addOption(new Option(...identityOption).conflicts('key'))
    .option(...issuerOption)
    .option(...trustedRootOption)
    .option('--requirements <set>', 'judged by this requirement set or a later one, like 2026.1')
    .option('--max-age <time>', 'how old the run may be, as 30d or 12h')
    .option('--allow-warned', 'a statement with reservations will do')
    .action(async (file: string, options: Omit<GateOptions, 'file'>) => {
      const { gate } = await import('./gate.ts');
      process.exitCode = await gate({ file, ...options });
    });
}
