/** What several commands take, and how it is read. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../engine/merge.ts';

/** Parsers of options. */
export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new InvalidArgumentError('It takes a whole number.');
  }
  return Number(text);
};

export const countNumber = (text: string): number => {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError('It takes at least 1.');
  return count;
};

export const portNumber = (text: string): number => {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('It takes a port, at most 65535.');
  return port;
};

export const shardOf = (text: string): Shard => {
  const [, current = 0, total = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (current < 1 || current > total) throw new InvalidArgumentError('It takes a part of a whole, as 2/5.');
  return { current, total };
};

/** Options of a target that is named on the command line instead of in a file. */
export const withTarget = (command: Command): Command =>
  command
    .option('-c, --config <file>', 'target file (YAML)')
    .addOption(
      new Option(
        '--base-url <url>',
        'in the place of a target file: the part of its URLs before /api/v2',
      ).conflicts('config'),
    )
    .option('--bearer <env:name>', 'with --base-url: the variable that holds an administrator’s token')
    .option('--cookie <env:name>', 'with --base-url: the variable that holds an administrator’s cookie')
    .option('--administrator <kind:variable>', 'with --base-url: credentials as init takes them')
    .option('--member <kind:variable>', 'with --base-url: those of a user without administrator’s rights')
    .option('--allow-writes', 'with --base-url: consent to changes on a host that is not this machine');
