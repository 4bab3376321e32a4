import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../reports/whole-file.ts';
import { requireFolder } from '../folder.ts';
import { described } from '../init.ts';
import { isVariableName } from '../init/credentials.ts';
import { placeOf } from '../invocation.ts';
import { UsageError } from '../usage-error.ts';

/** A target that is named on the command line instead of in a file. */
export interface DirectOptions {
  readonly baseUrl?: string;
  /** `env:STAGING_TOKEN` */
  readonly bearer?: string;
  /** `env:SESSION_COOKIE` */
  readonly cookie?: string;
  /** As `init` takes it: `login:USER:HASH`. */
  readonly administrator?: string;
  readonly member?: string;
  readonly allowWrites?: boolean;
}

const fileName = 'target.yaml';

/** Stands at the top of a file that may be replaced. */
const MARK =
  '# Written by a run that named its target on the command line: it is written anew by the next one.';

/**
 * Writes the target file of a target that is named on the command line, into the folder of the report: what is told to
 * be pasted names it, and no secret stands in it. What the account offers is asked for.
 * @returns its path
 * @throws UsageError
 */
export async function directTarget(
  options: DirectOptions,
  output: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const { baseUrl, member, allowWrites } = options;
  const administrator = administratorIn(options);
  const file = join(output, fileName);
  if (existsSync(file) && !readFileSync(file, 'utf8').startsWith(MARK)) {
    throw new UsageError(
      `${placeOf(file)} is there already, and --base-url would replace it. Name it with --config, or name another folder with --output.`,
    );
  }
  const { text } = await described(
    {
      output: file,
      administrator,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(member !== undefined && { member }),
      ...(allowWrites !== undefined && { allowWrites }),
    },
    null,
    env,
  );
  requireFolder(output, 'Name another folder with --output.');
  writeWhole(file, `${MARK}\n${text}`);
  return file;
}

function administratorIn({ bearer, cookie, administrator }: DirectOptions): string {
  const given = [
    ...(bearer === undefined ? [] : [`bearer:${variableIn(bearer, '--bearer')}`]),
    ...(cookie === undefined ? [] : [`cookie:${variableIn(cookie, '--cookie')}`]),
    ...(administrator === undefined ? [] : [administrator]),
  ];
  const [only] = given;
  if (only !== undefined && given.length === 1) return only;
  throw new UsageError(
    given.length === 0
      ? 'With --base-url it has to be said how an administrator logs in: --bearer env:TOKEN, --cookie env:COOKIE, or --administrator login:USER:HASH. TOKEN is the name of an environment variable, never the secret itself.'
      : 'An administrator logs in one way: give one of --bearer, --cookie and --administrator.',
  );
}

/** @throws UsageError in which no part of the text is shown: it may be a secret */
function variableIn(text: string, option: string): string {
  const [, name = ''] = /^env:(.*)$/s.exec(text) ?? [];
  if (isVariableName(name)) return name;
  throw new UsageError(
    `${option} takes env: and the name of an environment variable in capital letters, as env:STAGING_TOKEN, never the secret itself.`,
  );
}
