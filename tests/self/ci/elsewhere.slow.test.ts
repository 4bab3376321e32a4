import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments, stringify } from 'yaml';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { quote } from '../../../reports/command.ts';
import { root } from '../../../spec/root.ts';
import { bin, ended, type Ended } from '../cli/command.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('ci');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const called = `amocrm-conformance@${version}`;

/** An npx that has the package already. */
const programs = join(folder, 'bin');
mkdirSync(programs);
writeFileSync(
  join(programs, 'npx'),
  `#!/bin/sh
[ "$1 $2 $3 $4" = "--yes --package=${called} -- amocrm-conformance" ] || { echo "npx $*"; exit 9; }
shift 4
exec ${quote(process.execPath)} ${quote(bin)} "$@"
`,
);
chmodSync(join(programs, 'npx'), 0o755);

/** Runs a script of a job by the shell that its server takes, where the target file of a server lies. */
async function run(script: string, targetFile: object, env: NodeJS.ProcessEnv = {}) {
  const workspace = mkdtempSync(join(folder, 'job-'));
  writeFileSync(join(workspace, 'target.yaml'), stringify(targetFile));
  const path = [programs, process.env['PATH']].join(delimiter);
  const child = spawn('sh', ['-c', script], {
    cwd: workspace,
    env: {
      ...process.env,
      NODE_TEST_CONTEXT: undefined,
      AMOCRM_STATE_DIR: join(workspace, 'state'),
      ...env,
      PATH: path,
    },
  });
  return { ...(await ended(child)), workspace };
}

const faulty = assembled([], [faultNamed('periods-self-names-customers') ?? assert.fail()]);

/** Of the same job, on the reference and on one with a fault. */
async function greenAndRed(runOn: (targetFile: object) => Promise<Ended & { workspace: string }>) {
  const both = [];
  for (const options of [{}, faulty]) {
    const reference = await startReference(options);
    both.push(await runOn(reference.targetFile));
    await reference.close();
  }
  return both;
}

interface Component {
  readonly spec: {
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  };
}

interface Job {
  readonly variables: Readonly<Record<string, string | { readonly value: string; readonly expand: false }>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly junit: string }; readonly when: string };
}

const component = readFileSync(join(root, 'templates/conformance.yml'), 'utf8');
const [head, body] = parseAllDocuments(component).map((document) => document.toJS() as unknown);
const { inputs: known } = (head as Component).spec;

/** The one job, as GitLab makes it of the component: inputs are put into the values of its YAML. */
function jobOf(inputs: Readonly<Record<string, string>> = {}): Job {
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(
        /\$\[\[ inputs\.([\w-]+) \]\]/g,
        (_, name: string) => inputs[name] ?? known[name]?.default ?? assert.fail(name),
      );
    }
    if (Array.isArray(value)) return value.map((inner: unknown) => filled(inner));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [filled(name), filled(inner)]));
  };
  const [job] = Object.values(filled(body) as Readonly<Record<string, Job>>);
  return job ?? assert.fail('There is no job.');
}

function runJob(targetFile: object, inputs: Readonly<Record<string, string>>) {
  const { variables, script } = jobOf({ config: 'target.yaml', seed: '1', ...inputs });
  const env = Object.entries(variables).flatMap(([name, value]) =>
    typeof value === 'string' ? [] : [[name, value.value]],
  );
  return run(script.join('\n'), targetFile, Object.fromEntries(env) as NodeJS.ProcessEnv);
}

const only = 'periods.list.self periods.list.id';

describe('the GitLab component', () => {
  it('describes its inputs, pins the package, and gives the script no text but by variables', () => {
    for (const { description } of Object.values(known)) assert.ok(description.length > 10);
    assert.equal(known['package']?.default, called);
    for (const line of jobOf({ config: '$(trap)' }).script) assert.ok(!line.includes('trap'));
    assert.doesNotMatch(
      component.slice(component.indexOf('script:'), component.indexOf('allow_failure')),
      /\$\[\[/,
    );
  });

  it('is green on a server that conforms and red on one that does not, with tests that GitLab reads', async () => {
    const [green, red] = await greenAndRed((targetFile) => runJob(targetFile, { only }));

    assert.deepEqual([green?.status, red?.status], [0, 1], `${green?.output}${red?.output}`);
    const { junit } = jobOf().artifacts.reports;
    assert.match(readFileSync(join(green?.workspace ?? '', junit), 'utf8'), /failures="0"/);
    assert.match(readFileSync(join(red?.workspace ?? '', junit), 'utf8'), /<failure/);
  });

  it('lets an inconclusive run fail, or warn with the status that may', async () => {
    const reference = await startReference();
    const { targetFile } = reference;
    const { member: _, ...auth } = targetFile.auth;
    const open = { ...targetFile, auth };
    const fails = await runJob(open, { only: 'periods.rights.write' });
    const warns = await runJob(open, { only: 'periods.rights.write', inconclusive: 'warn' });
    await reference.close();

    assert.deepEqual([fails.status, warns.status], [1, 3], fails.output);
    assert.match(fails.output, /^Inconclusive, which fails this job\.$/m);
  });

  it('takes no input for a command, an option or a file name', async () => {
    const trap = '$(touch trap)`touch trap`";touch trap;\' *';
    const done = await runJob({}, { only: trap, waivers: trap, seed: trap, config: `--list ${trap}` });

    assert.equal(done.status, 2, done.output);
    assert.ok(!existsSync(join(done.workspace, 'trap')));
  });
});

describe('the Jenkins pipeline of the guide', () => {
  const guide = readFileSync(join(root, 'docs/ci.md'), 'utf8');
  const [, pipeline = ''] = /```groovy\n(.*?)```/s.exec(guide) ?? [];
  const [, script = ''] = /script: '''(.*?)'''/s.exec(pipeline) ?? [];

  it('is green on a server that conforms and red on one that does not', async () => {
    assert.match(script, /^\s+npx /);
    const narrowed = `${script.trimEnd()} ${only
      .split(' ')
      .map((id) => `--only=${id}`)
      .join(' ')}`;
    const [green, red] = await greenAndRed((targetFile) => run(narrowed, targetFile));

    assert.deepEqual([green?.status, red?.status], [0, 1], `${green?.output}${red?.output}`);
    const [, report = ''] = /testResults: '([^']+)'/.exec(pipeline) ?? [];
    assert.ok(existsSync(join(red?.workspace ?? '', report)));
  });

  it('stands on balanced braces, and is unstable only where nothing failed', () => {
    assert.equal(pipeline.split('{').length, pipeline.split('}').length);
    assert.match(pipeline, /status == 3\) unstable/);
  });
});
