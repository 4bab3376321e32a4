import { readFileSync } from 'node:fs';
import { isObject, parsedJson } from '../spec/contract/json.ts';
import { oneLine } from '../spec/run/plain.ts';
import type { Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { markerOf, toComment } from '../reports/formats/comment.ts';
import { reasonOf } from './folder.ts';
import { readResults } from './read-results.ts';
import { UsageError } from './usage-error.ts';

export interface CommentOptions {
  /** The report of the run: its folder or results.json. */
  readonly report: string;
  /** The report of the base branch. */
  readonly base?: string;
  /** Tells the comments of several jobs apart. */
  readonly name: string;
  /** Prints the text instead of sending it. */
  readonly print?: boolean;
}

const TIMEOUT_MS = 30_000;

/** How many hundreds of comments of a pull request are looked through. */
const mostPages = 30;

/**
 * Puts a run on its pull request: one comment for each name, which later runs rewrite.
 * @returns the exit status: 3 where GitHub did not take it
 * @throws UsageError for a report that can't be used, or where there is no pull request to comment on
 */
export async function comment(
  { report, base, name, print }: CommentOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const { results } = readResults(report);
  const url = pageOf(env);
  const text = toComment(results, { name, base: baseOf(base), ...(url !== undefined && { url }) });
  if (print === true) {
    console.log(text);
    return exitStatus.conformant;
  }
  const pull = pullRequestOf(env);
  try {
    console.log(`The comment: ${oneLine(await put(pull, markerOf(name), text))}`);
    return exitStatus.conformant;
  } catch (error) {
    const why = error instanceof Refused ? error.message : `GitHub can't be reached (${whyOf(error)})`;
    console.error(`${why}. The pull request has no comment of this run.`);
    return exitStatus.inconclusive;
  }
}

/** @returns results, or a sentence why there are none to compare with */
function baseOf(base: string | undefined): Results | string {
  if (base === undefined) return 'No run of it is known, so there is nothing to compare with.';
  try {
    return readResults(base).results;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `Its run can't be compared with: ${error.message}`;
  }
}

function pageOf({
  GITHUB_SERVER_URL,
  GITHUB_REPOSITORY,
  GITHUB_RUN_ID,
}: NodeJS.ProcessEnv): string | undefined {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}

/** A pull request, and how its comments are reached. */
interface PullRequest {
  /** The repository in GitHub's API. */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
}

/** @throws UsageError where something is missing, with what to do about it */
function pullRequestOf(env: NodeJS.ProcessEnv): PullRequest {
  const { GITHUB_API_URL: api, GITHUB_REPOSITORY: name = '', GITHUB_TOKEN: token, GITHUB_EVENT_PATH } = env;
  const number = GITHUB_EVENT_PATH ? pullRequestIn(GITHUB_EVENT_PATH) : undefined;
  if (!api || !/^[\w.-]+\/[\w.-]+$/.test(name) || number === undefined) {
    throw new UsageError(
      'This is no job of GitHub Actions for a pull request, so there is nothing to comment on. --print shows the text.',
    );
  }
  if (!token) {
    throw new UsageError(
      "GITHUB_TOKEN is missing: give the step the env GITHUB_TOKEN: '${{ github.token }}'.",
    );
  }
  return { repository: `${api}/repos/${name}`, number, token };
}

function pullRequestIn(file: string): number | undefined {
  try {
    const event = parsedJson(readFileSync(file, 'utf8'));
    const pull = isObject(event) ? event['pull_request'] : undefined;
    const number = isObject(pull) ? pull['number'] : undefined;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
  } catch (error) {
    throw new UsageError(`The event of the job can't be read: ${reasonOf(error)}.`);
  }
}

/** GitHub answered, and not as it was asked to. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** Rewrites the comment of a marker, or makes one. @returns its address */
async function put(pull: PullRequest, marker: string, body: string): Promise<string> {
  const own = await find(pull, marker);
  const written = await ask(
    pull,
    own === undefined ? 'POST' : 'PATCH',
    own === undefined ? `/issues/${pull.number}/comments` : `/issues/comments/${own}`,
    { body },
  );
  const page = isObject(written) ? written['html_url'] : undefined;
  return typeof page === 'string' ? page : 'it is there';
}

/** Anybody may write the marker; only a job's comment is taken for one of ours. */
async function find(pull: PullRequest, marker: string): Promise<number | undefined> {
  for (let page = 1; page <= mostPages; page += 1) {
    const found = await ask(pull, 'GET', `/issues/${pull.number}/comments?per_page=100&page=${page}`);
    const comments = (Array.isArray(found) ? found : []).filter(isObject);
    for (const { id, body, user } of comments) {
      const isOfJob = isObject(user) && user['type'] === 'Bot';
      if (isOfJob && typeof body === 'string' && body.startsWith(marker) && typeof id === 'number') return id;
    }
    if (comments.length < 100) return undefined;
  }
  return undefined;
}

async function ask({ repository, token }: PullRequest, method: string, path: string, content?: object) {
  const response = await fetch(`${repository}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-github-api-version': '2022-11-28',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(content && { body: JSON.stringify(content) }),
  });
  const text = await response.text();
  if (response.ok) return parsedJson(text);
  const right =
    response.status === 403 || response.status === 404
      ? ': the job needs the permission pull-requests: write, which a pull request from a fork never has'
      : '';
  throw new Refused(`GitHub answered ${response.status} to ${method} ${path.split('?')[0]}${right}`);
}

function whyOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return oneLine(cause instanceof Error ? cause.message : String(cause), 160);
}
