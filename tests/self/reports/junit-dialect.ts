/** The dialect of JUnit that Jenkins' xUnit plugin checks (its `junit-10` schema), as far as we could break it. */
import { XMLParser } from 'fast-xml-parser';

interface Problem {
  readonly '@message': string;
}
interface TestCase {
  readonly '@name': string;
  readonly failure?: Problem;
  readonly error?: Problem;
  readonly skipped?: Problem;
}
interface Suites {
  readonly '@failures': string;
  readonly '@errors': string;
  readonly testsuite: readonly (Omit<Suites, 'testsuite'> & {
    readonly '@name': string;
    readonly '@skipped': string;
    readonly testcase: readonly TestCase[];
  })[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => ['testsuite', 'testcase'].includes(name),
});

/** A report as a consumer reads it. */
export function readJunit(xml: string) {
  const { testsuites } = parser.parse(xml) as { readonly testsuites: Suites };
  const cases = testsuites.testsuite.flatMap(({ testcase }) => testcase);
  return {
    testsuites,
    cases,
    caseOf: (id: string) => cases.find((one) => one['@name'].startsWith(`${id}:`)),
  };
}

/** What an element holds: attributes with an `@`, a `!` where it has to have it, then children, `#text` for text. */
const dialect: Readonly<Record<string, string>> = {
  '': '?xml testsuites!',
  '?xml': '@version @encoding',
  testsuites: '@name @time @tests @failures @errors testsuite',
  testsuite:
    '@name! @tests! @failures! @errors! @time @skipped @timestamp @hostname @id @package @file @url ' +
    'properties testcase system-out system-err',
  properties: 'property',
  property: '@name! @value!',
  testcase: '@name! @classname @time @group skipped error failure system-out system-err',
  skipped: '@message @type #text',
  error: '@message @type #text',
  failure: '@message @type #text',
  'system-out': '#text',
  'system-err': '#text',
};

const number = /^\d+$/;
const values: Readonly<Record<string, RegExp>> = {
  '@time': /^\d+\.\d{3}$/,
  '@timestamp': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
  '@tests': number,
  '@failures': number,
  '@errors': number,
  '@skipped': number,
};

/** What breaks the dialect, one line each; empty when nothing does. */
export function dialectProblems(xml: string): readonly string[] {
  return problemsOf('', parser.parse(xml));
}

function problemsOf(element: string, content: unknown): readonly string[] {
  // An element without attributes and children is its text.
  const parts: readonly (readonly [string, unknown])[] =
    typeof content === 'object' ? Object.entries({ ...content }) : content === '' ? [] : [['#text', content]];
  const names = parts.map(([name]) => name);
  const words = dialect[element]?.split(' ') ?? [];
  const wrong = [
    ...words.filter((word) => word.endsWith('!') && !names.includes(word.slice(0, -1))),
    ...names.filter((name) => !words.includes(name) && !words.includes(`${name}!`)),
    ...parts.flatMap(([name, value]) =>
      typeof value === 'string' && values[name]?.test(value) === false ? [`${name}="${value}"`] : [],
    ),
  ];
  const inside = parts.flatMap(([name, value]) => [value].flat().map((child) => [name, child] as const));
  return [
    ...wrong.map((what) => `<${element}>: ${what}`),
    ...inside.flatMap(([name, child]) => (/^[@#]/.test(name) ? [] : problemsOf(name, child))),
  ];
}
