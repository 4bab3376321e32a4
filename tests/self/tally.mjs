/** A reporter for `unit-tests.ts`: a line of JSON for each test that passed or failed, and one when all have. */
import { inspect } from 'node:util';

/** An assertion tells the difference in its message; both values in full would bury it. */
function wordsOf(cause) {
  return cause?.code === 'ERR_ASSERTION' ? (cause.stack ?? cause.message) : inspect(cause);
}

export default async function* tally(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, file, details, skip, todo } = data;
    // What failed only because of the tests within it, and suites, whose tests count.
    const counts = details.type !== 'suite' && skip === undefined && todo === undefined;
    if (type === 'test:pass' && counts) yield `${JSON.stringify({ passed: name })}\n`;
    if (type === 'test:fail' && todo === undefined && details.error.failureType !== 'subtestsFailed') {
      const why = wordsOf(details.error.cause ?? details.error);
      yield `${JSON.stringify({ failed: name, file, why })}\n`;
    }
  }
  yield `${JSON.stringify({ through: true })}\n`;
}
