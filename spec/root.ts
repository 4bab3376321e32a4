import { fileURLToPath } from 'node:url';

/** The folder of the suite, with its `package.json`. What is compiled lies one folder below it, as its sources do. */
export const root = fileURLToPath(new URL('..', import.meta.url));
