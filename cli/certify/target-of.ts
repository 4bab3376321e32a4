import { join } from 'node:path';
import { stringify } from 'yaml';
import { startReference } from '../../reference/server.ts';
import { targetLog } from '../../reports/write.ts';
import { startTarget } from '../../target/started.ts';
import { parseTarget, type Target } from '../../target/target-file.ts';

/**
 * What is certified, started where that is asked for.
 * @param described null for the embedded reference, which is started
 * @param options.port for the embedded reference; 0 for any
 * @throws NotStartedError
 */
export async function targetOf(
  described: Target | null,
  { port, output, signal }: { readonly port: number; readonly output: string; readonly signal: AbortSignal },
) {
  if (described !== null) {
    const started = described.start && (await startTarget(described.start, join(output, targetLog), signal));
    const close = started?.stop ?? (() => Promise.resolve());
    return { target: described, port: null, close, lines: started?.lines };
  }
  const reference = await startReference({ port });
  return {
    target: parseTarget(stringify(reference.targetFile), 'the reference', {}),
    port: Number(new URL(reference.baseUrl).port),
    close: () => reference.close(),
  };
}
