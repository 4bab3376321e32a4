import type { Answer } from '../../target/answer.ts';

/** What stands in the place of a credential that was recorded, see `target/redaction.ts`. */
const maskedCredential = /\$(?:ADMINISTRATOR|MEMBER)_[A-Z_]+/;

/**
 * Lines of stack traces, as servers in common languages print them. An answer may be megabytes long and made to be
 * slow to search: no pattern begins with a repetition or has two that could share the same text.
 */
const traces: Readonly<Record<string, RegExp>> = {
  JavaScript:
    /\bat (?:async )?(?:[^\s"\\]+ \()?(?:file:\/\/|node:|(?:[A-Za-z]:)?[\w.-]*[/\\])[^\s"()]*:\d+:\d+/,
  PHP: /#\d+ [^\s"]+\.php\(\d+\)|\bin [^\s"]+\.php(?::\d+| on line \d+)/,
  Python: /Traceback \(most recent call last\)|\bFile \\?"[^"]+\.py\\?", line \d+/,
  Java: /\bat [\w.$<>/]+\((?:[\w$]+\.(?:java|kt|scala):\d+|Native Method|Unknown Source)\)/,
  'C#': /\bat [\w.<>`]+\([^)]{0,300}\) in [^"]{1,300}\.cs:line \d+/,
  Ruby: /[^\s"]\.rb:\d+:in [`']/,
  Go: /\bgoroutine \d+ \[|[^\s"]\.go:\d+ \+0x[0-9a-f]+/,
};

/**
 * What an answer says that it should not: a credential that was sent with the request, or a stack trace.
 * @param wrongToken what a request with wrong credentials carried, which is not masked
 */
export function indiscretionsIn({ status, exchange }: Answer, wrongToken: string): readonly string[] {
  const body = exchange.response?.body ?? '';
  const { method, url } = exchange.request;
  const where = `the ${status} to ${method} ${url} as ${exchange.as}`;
  const repeated = maskedCredential.test(body) || body.includes(wrongToken);
  const readable = unescaped(body);
  const shown = Object.entries(traces).find(([, pattern]) => pattern.test(body) || pattern.test(readable));
  return [
    ...(repeated ? [`${where} repeats the credentials`] : []),
    ...(shown ? [`${where} shows a stack trace of ${shown[0]}`] : []),
  ];
}

/** Text within JSON as it reads: without the escapes that hide where a word begins. */
function unescaped(json: string): string {
  return json.replace(/\\([nrt])|\\(["\\/])/g, (_, blank: string | undefined, literal: string | undefined) =>
    blank === undefined ? (literal ?? '') : ' ',
  );
}
