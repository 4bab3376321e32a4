/** Implementations that are known: those of the register, and faulty ones that a release is judged by besides. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import '../cli/build.mjs';
import { served } from '../cli/serve.ts';
import { packageFacts, root } from '../spec/root.ts';
import type { Results } from '../spec/run/results.ts';

/** An implementation that can be started here. */
export interface Known {
  /** Names its folder and its files. */
  readonly name: string;
  readonly implementation: string;
  /** Where it is told of. */
  readonly url?: string;
  readonly server:
    | { readonly kind: 'reference'; readonly variants: readonly string[]; readonly faults: readonly string[] }
    // Started by the target file of its name in `mocks/`, which pins the package.
    | { readonly kind: 'mock'; readonly package: string };
}

const reference = (variants: readonly string[] = [], faults: readonly string[] = []): Known['server'] => ({
  kind: 'reference',
  variants,
  faults,
});

/** What the register shows. The variants take other sides of the document's contradictions than the reference. */
export const registered: readonly Known[] = [
  { name: 'reference', implementation: 'The reference', server: reference() },
  ...['deleted-shown', 'stale-update-refused', 'bad-elements-listed'].map((name) => ({
    name,
    implementation: `The variant ${name}`,
    server: reference([name]),
  })),
  {
    name: 'prism',
    implementation: 'Prism on the contract',
    url: 'https://github.com/stoplightio/prism',
    server: { kind: 'mock', package: '@stoplight/prism-cli' },
  },
  {
    name: 'openapi-backend',
    implementation: 'openapi-backend on the contract',
    url: 'https://github.com/openapistack/openapi-backend',
    server: { kind: 'mock', package: 'openapi-backend' },
  },
  {
    name: 'json-server',
    implementation: 'A store on json-server',
    url: 'https://github.com/typicode/json-server',
    server: { kind: 'mock', package: 'json-server' },
  },
];

/** Drawn once, one of each kind of requirement; what they break is told by `npm start -- explain NAME`. */
export const faultNames = [
  'single-refused',
  'names-of-updates-latin-only',
  'customers-list-items-tags-name-as-number',
  'only-the-first-by-comma',
  'purchase-comment-without-emoji',
  'transactions-list-items-id-missing',
  'changed-comment-latin-only',
  'periods-list-links-self-missing',
  'moved-periods-leave-days',
  'member-reads-periods',
  'customers-list-leaks-to-strangers',
  'customers-malformed-body-passed-over',
] as const;

/** The reference with each of those faults. */
export const faulty: readonly Known[] = faultNames.map((name) => ({
  name,
  implementation: `The fault ${name}`,
  server: reference([], [name]),
}));

/** Where the mocks of others are installed. */
export const mocks = join(root, 'register/mocks');
/** Where reports go that are looked at once. */
const reports = join(root, 'conformance-report/register');

/** The version of a known implementation, as it is pinned. */
export function versionOf({ server }: Known): string {
  if (server.kind === 'reference') return packageFacts().version;
  const { dependencies } = JSON.parse(readFileSync(join(mocks, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return dependencies[server.package] ?? '';
}

/** The commands that start it and certify it, from a clone on. */
export function commandsFor({ name, server }: Known, set: string): string {
  const serve = server.kind === 'reference' ? server.variants.map((one) => ` --variant ${one}`).join('') : '';
  const lines =
    server.kind === 'reference'
      ? [
          `npm run serve -- --port 4790${serve} --write-target target.yaml &`,
          `npm start -- --config target.yaml --requirements ${set}`,
        ]
      : [
          'npm ci --ignore-scripts --prefix register/mocks',
          `npm start -- --config register/mocks/${name}.yaml --requirements ${set}`,
        ];
  return `${lines.join('\n')}\n`;
}

/** Installs packages of others aside, by their own lock file, where that is not done yet; nothing of them runs meanwhile. */
export function installAside(folder: string): void {
  const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    statSync(join(folder, file), { throwIfNoEntry: false }),
  );
  if (wanted && installed && installed.mtimeMs >= wanted.mtimeMs) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Starts a known implementation and certifies it by the command, as anybody would.
 * @param set the requirements of this suite where none is named
 * @throws Error with what the command said, where no results came of it
 */
export async function certified(known: Known, set?: string): Promise<Results> {
  const output = join(reports, known.name);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  if (known.server.kind === 'mock') return run(join(mocks, `${known.name}.yaml`), output, set);
  const { variants: variant, faults: fault } = known.server;
  const { reference: server } = await served({ port: 0, variant, fault, quiet: true });
  try {
    const config = join(reports, `${known.name}.yaml`);
    writeFileSync(config, stringify(server.targetFile));
    return await run(config, output, set);
  } finally {
    await server.close();
  }
}

async function run(config: string, output: string, set?: string): Promise<Results> {
  const from = (place: string) => relative(root, place);
  const words = ['dist/main.js', 'certify', '--config', from(config), '--output', from(output), '--quiet'];
  const child = spawn(process.execPath, [...words, ...(set === undefined ? [] : ['--requirements', set])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const status = await new Promise<number | null>((done, failed) => {
    child.on('error', failed).on('close', done);
  });
  const file = join(output, 'results.json');
  if (![0, 1, 3].includes(status ?? 4) || !existsSync(file))
    throw new Error(`No results of ${from(config)} (exit status ${String(status)}): ${said}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}
