/** The dialect of JUnit that Jenkins' xUnit plugin checks (its `junit-10` schema), as far as we could break it. */
import { XMLParser } from 'fast-xml-parser';

interface Rule {
  readonly children: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Whether it may hold text. */
  readonly text?: true;
}

const problem: Rule = { children: [], required: [], optional: ['message', 'type'], text: true };
const output: Rule = { children: [], required: [], optional: [], text: true };
const rules: Readonly<Record<string, Rule>> = {
  testsuites: {
    children: ['testsuite'],
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'errors'],
  },
  testsuite: {
    children: ['properties', 'testcase', 'system-out', 'system-err'],
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'url'],
  },
  properties: { children: ['property'], required: [], optional: [] },
  property: { children: [], required: ['name', 'value'], optional: [] },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    required: ['name'],
    optional: ['classname', 'time', 'group'],
  },
  skipped: problem,
  error: problem,
  failure: problem,
  'system-out': output,
  'system-err': output,
};

const values: Readonly<Record<string, RegExp>> = {
  time: /^\d+\.\d{3}$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
  tests: /^\d+$/,
  failures: /^\d+$/,
  errors: /^\d+$/,
  skipped: /^\d+$/,
};

/** An element as the parser gives it where order counts. */
type Node = Readonly<Record<string, unknown>>;

/** What breaks the dialect, one line each; empty when nothing does. */
export function dialectProblems(xml: string): readonly string[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
  });
  const nodes = (parser.parse(xml) as readonly Node[]).filter((node) => !('?xml' in node));
  const names = nodes.map(nameOf);
  return names.join() === 'testsuites' ? nodes.flatMap(problemsOf) : [`the root is ${names.join()}`];
}

function problemsOf(node: Node): readonly string[] {
  const name = nameOf(node);
  const rule = rules[name];
  if (!rule) return [`<${name}> is unknown`];
  const attributes = attributesOf(node);
  const children = childrenOf(node);
  return [
    ...rule.required.filter((one) => !(one in attributes)).map((one) => `<${name}> has no ${one}`),
    ...Object.entries(attributes).flatMap(([key, value]) => {
      if (![...rule.required, ...rule.optional].includes(key)) return [`<${name}> may not have ${key}`];
      return values[key]?.test(value) === false ? [`${key}="${value}" of <${name}>`] : [];
    }),
    ...children.flatMap((child) => {
      const kind = nameOf(child);
      if (kind === '#text') return rule.text ? [] : [`<${name}> may not hold text`];
      return rule.children.includes(kind) ? problemsOf(child) : [`<${name}> may not hold <${kind}>`];
    }),
  ];
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function attributesOf(node: Node): Readonly<Record<string, string>> {
  return (node[':@'] ?? {}) as Readonly<Record<string, string>>;
}

function childrenOf(node: Node): readonly Node[] {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? (children as readonly Node[]) : [];
}
