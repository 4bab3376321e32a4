import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { toJunit } from '../../../reports/formats/junit.ts';
import type { Outcome, Results } from '../../../spec/run/results.ts';
import { dialectProblems } from './junit-dialect.ts';
import { invisible, texts } from './hostile-texts.ts';
import { changed, exchanges, results, waiversReport } from './made-up.ts';
import { spoiled } from './spoiled.ts';

interface ProblemNode {
  '@message': string;
  '@type'?: string;
  '#text'?: string;
}
interface TestCaseNode {
  '@name': string;
  '@classname': string;
  '@time': string;
  failure?: ProblemNode;
  error?: ProblemNode;
  skipped?: ProblemNode;
  'system-out'?: string;
}
type Attribute = '@name' | '@tests' | '@failures' | '@errors' | '@skipped' | '@time';
interface SuiteNode extends Record<Attribute, string> {
  testcase: TestCaseNode[];
  properties: { property: { '@name': string; '@value': string }[] };
}
type Root = Omit<SuiteNode, 'testcase' | '@skipped' | 'properties'> & { testsuite: SuiteNode[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => name === 'testsuite' || name === 'testcase' || name === 'property',
});

function read(xml: string) {
  const { testsuites } = parser.parse(xml) as { testsuites: Root };
  const cases = testsuites.testsuite.flatMap(({ testcase }) => testcase);
  const caseOf = (id: string) => cases.find((one) => one['@name'].startsWith(`${id}:`));
  return { testsuites, cases, caseOf };
}

const resent = exchanges.map((one) => (one.id === 1 ? { ...one, retries: 1 } : one));
const xml = toJunit(results, resent);
const { testsuites, cases, caseOf } = read(xml);

function isWellFormed(text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a further package, for this one line
  return XMLValidator.validate(text) === true;
}

const all = (outcome: Outcome, over: Partial<Results> = {}) =>
  changed(() => ({ outcome, reason: 'r' }), over);

describe('junit.xml', () => {
  it('is well formed and holds no character that XML 1.0 refuses', () => {
    assert.ok(isWellFormed(xml));
    assert.ok(!isWellFormed(xml.replace('</testsuite>', '')));
    assert.doesNotMatch(xml, invisible);
  });

  it('keeps to the dialect that Jenkins checks', () => {
    assert.deepEqual(dialectProblems(xml), []);
    assert.deepEqual(dialectProblems(xml.replace('<testcase classname', '<testcase class')), [
      '<testcase> may not have class',
    ]);
    assert.deepEqual(dialectProblems(xml.replace('time="12.345"', 'time="12345"')), [
      'time="12345" of <testsuites>',
    ]);
    assert.deepEqual(dialectProblems(xml.replace('<failure', '<flaky').replace('</failure', '</flaky')), [
      '<testcase> may not hold <flaky>',
    ]);
  });

  it('counts what it holds', () => {
    const kinds = { '@failures': 'failure', '@errors': 'error', '@skipped': 'skipped' } as const;
    for (const suite of testsuites.testsuite) {
      for (const [count, kind] of Object.entries(kinds)) {
        const held = suite.testcase.filter((one) => kind in one).length;
        assert.equal(Number(suite[count as keyof typeof kinds]), held, `${kind} of ${suite['@name']}`);
      }
    }
    assert.equal(Number(testsuites['@failures']), cases.filter(({ failure }) => failure).length);
    assert.equal(Number(testsuites['@errors']), cases.filter(({ error }) => error).length);
  });

  it('tells each outcome with its reason', () => {
    assert.match(
      caseOf('customers.list.response.items.id')?.failure?.['@message'] ?? '',
      /expected an integer/,
    );
    assert.match(caseOf('protocol.unknownPath')?.error?.['@message'] ?? '', /closed the connection/);
    assert.match(caseOf('customers.add.nameRequired')?.skipped?.['@message'] ?? '', /^warning \(inferred/);
    assert.match(
      caseOf('customers.update.address')?.skipped?.['@message'] ?? '',
      /^untestable: the target file/,
    );
    assert.match(caseOf('transactions.add.single')?.skipped?.['@message'] ?? '', /^not applicable: /);
    assert.deepEqual(Object.keys(caseOf('customers.list.response.contentType') ?? {}).sort(), [
      '@classname',
      '@name',
      '@time',
      'system-out',
    ]);
  });
});

describe('junit.xml of a run that fails by no requirement', () => {
  it('has an error for an inconclusive one, and nothing for a conformant one', () => {
    const open = read(toJunit(all('untestable'), exchanges));
    assert.equal(open.testsuites['@errors'], '1');
    assert.equal(open.testsuites.testsuite.at(-1)?.['@name'], 'run');
    assert.match(open.caseOf('run.settled')?.error?.['@message'] ?? '', /not all are settled/);

    const conformant = read(toJunit(all('passed'), exchanges));
    assert.deepEqual([conformant.testsuites['@errors'], conformant.testsuites['@failures']], ['0', '0']);
    assert.equal(conformant.cases.length, results.requirements.length);
  });

  it('has a failure for each stale waiver, and none for the others', () => {
    const states = ['applied', 'stale', 'expired', 'idle'] as const;
    const waivers = waiversReport(...states.map((state) => ({ state })));
    const text = toJunit(all('passed', { waivers }), exchanges);
    const { testsuites: root, caseOf: found } = read(text);
    assert.equal(root['@failures'], '1');
    assert.match(found('run.waiver.failure.customers.add.single')?.failure?.['@message'] ?? '', /is stale/);
    assert.deepEqual(dialectProblems(text), []);
  });
});

describe('hostile text in junit.xml', () => {
  it('breaks neither form nor dialect, wherever it stands, and stays bounded', () => {
    for (const [name, text] of Object.entries(texts)) {
      const { results: of, exchanges: sent } = spoiled(text);
      const spoiledXml = toJunit(of, sent);

      assert.ok(isWellFormed(spoiledXml), name);
      assert.deepEqual(dialectProblems(spoiledXml), [], name);
      assert.doesNotMatch(spoiledXml, invisible, name);
      assert.ok(spoiledXml.length < 1_000_000, `${name}: ${String(spoiledXml.length)}`);
      assert.equal(read(spoiledXml).caseOf('customers.add.single')?.skipped, undefined, name);
    }
  });
});
