/** Serves a large account from a process of its own, and tells its parent the target file. */
import { startReference } from '../../../reference/server.ts';
import { largeAccount } from './large-account.ts';

const count = Number(process.argv[2]);
const { targetFile } = await startReference({ state: largeAccount(count, Math.floor(Date.now() / 1000)) });
process.send?.(targetFile);
process.on('disconnect', () => process.exit());
