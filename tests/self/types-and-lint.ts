/** Prints what types and lint find wrong in the rooms, as JSON: a process of its own, since it is busy all the time. */
import { fileURLToPath } from 'node:url';
import { sourcesOfAll, wrongIn } from './sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.stdout.write(JSON.stringify(await wrongIn(sourcesOfAll(), root, ['tests/self/**'])));
