import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'yaml';
import { suite, type SuiteCertification } from '../../../cli/suite.ts';
import { certify, type Certified } from '../../../engine/certification.ts';
import { startReference } from '../../../reference/server.ts';
import { hurriedClock } from '../../../target/clock.ts';
import { parseTarget } from '../../../target/target-file.ts';

/** Certifies a server of a test's own in this process. @param answering may pass requests on to the reference */
export async function certifiedServer(
  answering: (referenceUrl: string) => RequestListener,
  asked: Partial<SuiteCertification> = {},
): Promise<Certified> {
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000) });
  const server = createServer(answering(reference.baseUrl)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const text = stringify({ ...reference.targetFile, baseUrl: `http://127.0.0.1:${port}` });
  try {
    return await certify({
      ...suite,
      suite: { name: 'amocrm-conformance', version: '0', digest: '' },
      seed: 7,
      target: parseTarget(text, 'a server of a test', {}),
      clock,
      ...asked,
    });
  } finally {
    server.close();
    server.closeAllConnections();
    await reference.close();
  }
}
