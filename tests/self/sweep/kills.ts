/** `npm run kills`: kills a run at a hundred random moments, or as many as are asked for, sweeps each time, and counts. */
import { AssertionError } from 'node:assert';
import { killAndSweep, killedRun, withScenery } from './killing.ts';

const KILLS = Number(process.argv[2] ?? 100);

await withScenery(async (scenery) => {
  const { lived } = await killedRun(scenery, Infinity);
  let swept = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const moment = Math.random() * lived;
    try {
      await killAndSweep(scenery, moment);
      swept += 1;
    } catch (error) {
      if (!(error instanceof AssertionError)) throw error;
      console.log(`✗ ${error.message}`);
    }
    if (kill % 10 === 0) console.log(`${swept} of ${kill} accounts as before`);
  }
  process.exitCode = swept === KILLS ? 0 : 1;
});
