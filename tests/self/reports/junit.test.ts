import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { toJunit } from '../../../reports/junit.ts';
import { plain } from '../../../reports/plain.ts';
import { hostile, results } from './sample.ts';

interface TestCaseNode {
  '@name': string;
  '@classname': string;
  failure?: { '@message': string; '#text': string };
  error?: { '@message': string };
  skipped?: { '@message': string };
}
interface SuiteNode {
  '@name': string;
  '@tests': string;
  '@failures': string;
  '@errors': string;
  '@skipped': string;
  testcase: TestCaseNode[];
}

const xml = toJunit(results);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});
const { testsuites } = parser.parse(xml) as {
  testsuites: Omit<SuiteNode, 'testcase'> & { testsuite: SuiteNode[] };
};
const cases = testsuites.testsuite.flatMap(({ testcase }) => testcase);
const caseOf = (id: string) => cases.find((one) => one['@name'].startsWith(`${id}:`));

function isWellFormed(text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a further package, for this one line
  return XMLValidator.validate(text) === true;
}

describe('junit.xml', () => {
  it('is well formed and holds no character that XML 1.0 refuses', () => {
    assert.ok(isWellFormed(xml));
    assert.ok(!isWellFormed(xml.replace('</testsuite>', '')));
    assert.doesNotMatch(xml, /[^\P{C}\n\t\u200d]/u);
  });

  it('has a case for every requirement, in suites by area', () => {
    assert.equal(cases.length, results.requirements.length);
    assert.equal(Number(testsuites['@tests']), results.requirements.length);
    assert.equal(testsuites.testsuite[0]?.['@name'], 'customers.add');
  });

  it('counts what it holds', () => {
    for (const suite of [...testsuites.testsuite, { ...testsuites, testcase: cases }]) {
      assert.equal(
        Number(suite['@failures']),
        suite.testcase.filter(({ failure }) => failure !== undefined).length,
      );
      assert.equal(
        Number(suite['@errors']),
        suite.testcase.filter(({ error }) => error !== undefined).length,
      );
      assert.equal(
        Number(suite['@skipped']),
        suite.testcase.filter(({ skipped }) => skipped !== undefined).length,
      );
    }
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
    assert.deepEqual(Object.keys(caseOf('customers.add.single') ?? {}).sort(), [
      '@classname',
      '@name',
      '@time',
    ]);
  });

  it('gives hostile text back as text', () => {
    const failure = caseOf('customers.update.unlink.contacts')?.failure;
    assert.ok(failure?.['#text'].includes(plain(hostile)));
  });
});
