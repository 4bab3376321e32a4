/** The tools that are compared, each configured as well as it can be with the same knowledge of the account. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { root } from '../../spec/root.ts';
import type { Results } from '../../spec/run/results.ts';
import type { Reference } from '../../reference/server.ts';
import { openContract, simpleContract } from './contract.ts';
import { type Ended, run, start } from './process.ts';

/** What a tool said of one server. */
export interface Said {
  /** What it complains of, each named so that the same complaint of another server is told to be the same. */
  readonly complaints: readonly string[];
  readonly cpuSeconds: number;
}

/** A tool, and how it is run against a server. */
export interface Peer {
  readonly name: string;
  /** The package that it comes in; none for this suite. */
  readonly package?: string;
  /** How it was configured, for the table. */
  readonly how: string;
  readonly judge: (server: Reference, folder: string) => Promise<Said>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const tool = (name: string): string => join(here, 'node_modules/.bin', name);

/** Fails where a tool ended in another way than by its judgement. */
function heard(
  { status, output, cpuSeconds }: Ended,
  file: string,
  complaints: (text: string) => string[],
): Said {
  if (!existsSync(file)) throw new Error(`It ended with ${String(status)}: ${output.slice(-400)}`);
  return { complaints: complaints(readFileSync(file, 'utf8')), cpuSeconds };
}

const suite: Peer = {
  name: 'amocrm-conformance',
  how: 'a target file with the ids of the account; every requirement that fails is counted, those that only warn, too',
  judge: async ({ targetFile }, folder) => {
    const [config, report] = [join(folder, 'target.yaml'), join(folder, 'report')];
    writeFileSync(config, stringify(targetFile));
    const words = ['certify', '--config', config, '--output', report, '--quiet'];
    const ended = await run([process.execPath, join(root, 'dist/main.js'), ...words], folder);
    return heard(ended, join(report, 'results.json'), (text) =>
      (JSON.parse(text) as Results).requirements
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ id }) => id),
    );
  },
};

/** The journey, and the contract beside it. */
function journeyIn(folder: string, baseUrl: string): string {
  const [contract, journey] = [join(folder, 'openapi.json'), join(folder, 'journey.arazzo.yaml')];
  writeFileSync(contract, JSON.stringify(openContract(baseUrl)));
  const text = readFileSync(join(here, 'journey.arazzo.yaml'), 'utf8');
  writeFileSync(journey, text.replace('CONTRACT', contract));
  return journey;
}

const respect: Peer = {
  name: 'Redocly Respect',
  package: '@redocly/cli',
  how: 'a hand-written journey of 22 steps (`journey.arazzo.yaml`), every answer held against the contract',
  judge: async ({ baseUrl }, folder) => {
    const file = join(folder, 'respect.json');
    const words = [
      'respect',
      journeyIn(folder, baseUrl),
      '--server',
      `api=${baseUrl}`,
      '--json-output',
      file,
    ];
    return heard(await run([tool('redocly'), ...words], folder), file, failedChecks);
  },
};

interface RespectReport {
  readonly files: Readonly<
    Record<
      string,
      { readonly executedWorkflows: readonly { readonly executedSteps: readonly RespectStep[] }[] }
    >
  >;
}

interface RespectStep {
  readonly stepId: string;
  readonly workflowId: string;
  readonly checks?: readonly { readonly name: string; readonly status: string }[];
}

function failedChecks(text: string): string[] {
  const steps = Object.values((JSON.parse(text) as RespectReport).files).flatMap(({ executedWorkflows }) =>
    executedWorkflows.flatMap(({ executedSteps }) => executedSteps),
  );
  return steps.flatMap(({ workflowId, stepId, checks = [] }) =>
    checks.filter(({ status }) => status === 'error').map(({ name }) => `${workflowId}/${stepId} ${name}`),
  );
}

const prism: Peer = {
  name: 'Prism as a proxy',
  package: '@stoplight/prism-cli',
  how: 'in front of the server while the journey of Respect is played; violations of answers are counted',
  judge: async ({ baseUrl }, folder) => {
    const journey = journeyIn(folder, baseUrl);
    const port = await freePort();
    const contract = join(folder, 'openapi.json');
    const proxy = start([tool('prism'), 'proxy', contract, baseUrl, '--port', String(port)], folder);
    try {
      for (let tries = 0; !proxy.output().includes('is listening') && tries < 300; tries += 1)
        await wait(100);
      await run([tool('redocly'), 'respect', journey, '--server', `api=http://127.0.0.1:${port}`], folder);
    } finally {
      proxy.stop();
    }
    const { output, cpuSeconds } = await proxy.ended;
    const violations = output.matchAll(/Violation: (response\S*) (.*)/g);
    return { complaints: [...violations].map(([, place = '', what = '']) => `${place} ${what}`), cpuSeconds };
  },
};

const portman: Peer = {
  name: 'Portman and newman',
  package: '@apideck/portman',
  how: 'tests of form, values and credentials for each operation (`portman.json`), ids taken from answer to request',
  judge: async ({ baseUrl }, folder) => {
    const [contract, tests, report] = ['openapi.json', 'tests.json', 'newman.json'].map((one) =>
      join(folder, one),
    );
    writeFileSync(contract ?? '', JSON.stringify(simpleContract(baseUrl, '3.1.0')));
    const settings = ['-b', baseUrl, '-c', join(here, 'portman.json'), '-o', tests ?? ''];
    const made = await run([tool('portman'), '-l', contract ?? '', ...settings], folder);
    const words = ['run', tests ?? '', '--reporters', 'json', '--reporter-json-export', report ?? ''];
    const said = heard(await run([tool('newman'), ...words], folder), report ?? '', failedAssertions);
    return { ...said, cpuSeconds: said.cpuSeconds + made.cpuSeconds };
  },
};

function failedAssertions(text: string): string[] {
  const { run: found } = JSON.parse(text) as {
    readonly run: {
      readonly failures: readonly {
        readonly source: { readonly name: string };
        readonly error: { readonly test: string };
      }[];
    };
  };
  return found.failures.map(({ source, error }) => `${source.name} ${error.test}`);
}

const specmatic: Peer = {
  name: 'Specmatic',
  package: 'specmatic',
  how: 'one request an operation, from examples that exist in the account; without them it makes thousands that the account refuses',
  judge: async ({ baseUrl }, folder) => {
    const contract = join(folder, 'openapi.json');
    writeFileSync(contract, JSON.stringify(simpleContract(baseUrl, '3.1.0')));
    const words = ['test', contract, `--testBaseURL=${baseUrl}`, '--lenient', `--junitReportDir=${folder}`];
    const env = { MAX_TEST_REQUEST_COMBINATIONS: '1', bearer: 'demo-administrator-token' };
    const ended = await run([tool('specmatic'), ...words], folder, env);
    if (!/Tests run: \d/.test(ended.output)) throw new Error(`It ended early: ${ended.output.slice(-400)}`);
    const failed = ended.output.matchAll(/^ ?Scenario: (.*) has FAILED/gm);
    return { complaints: [...failed].map(([, what = '']) => what), cpuSeconds: ended.cpuSeconds };
  },
};

const stepci: Peer = {
  name: 'Step CI',
  package: 'stepci',
  how: 'a hand-written journey of 19 steps (`stepci.yml`) with statuses and values',
  judge: async ({ baseUrl }, folder) => {
    const { output, cpuSeconds, status } = await run(
      [tool('stepci'), 'run', join(here, 'stepci.yml'), '--env', `base=${baseUrl}`],
      folder,
    );
    if (!output.includes('Tests: '))
      throw new Error(`It ended with ${String(status)}: ${output.slice(-400)}`);
    const failed = output.matchAll(/^ +✕ (.*) failed after/gm);
    return { complaints: [...failed].map(([, step = '']) => step), cpuSeconds };
  },
};

const dredd: Peer = {
  name: 'Dredd',
  package: 'dredd',
  how: 'the contract said in OpenAPI 3.0, which is all that it reads, with examples of the account and a header for credentials',
  judge: async ({ baseUrl }, folder) => {
    const contract = join(folder, 'openapi.json');
    writeFileSync(contract, JSON.stringify(simpleContract(baseUrl, '3.0.3')));
    const words = [
      contract,
      baseUrl,
      '--loglevel=error',
      '--header=Authorization: Bearer demo-administrator-token',
    ];
    const { output, cpuSeconds, status } = await run([tool('dredd'), ...words], folder);
    if (!output.includes('passing'))
      throw new Error(`It ended with ${String(status)}: ${output.slice(-400)}`);
    const failed = output.matchAll(/(?:body|headers|statusCode): ((?:At|Expected|Header) .+)/g);
    return { complaints: [...failed].map(([, what = '']) => what), cpuSeconds };
  },
};

export const peers: readonly Peer[] = [suite, respect, portman, specmatic, stepci, prism, dredd];

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
