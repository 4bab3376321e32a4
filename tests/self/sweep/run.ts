/** A run in a process of its own, to be killed: opens the session as every run does, plays every scenario, closes it. */
import openSession from '../../support/global-setup.ts';
import { CannotJudge } from '../../support/signals.ts';
import { SessionLink } from '../../support/session-link.ts';
import { scenarios } from '../../scenarios.ts';

process.send?.('loaded');
const close = await openSession();
const session = new SessionLink(process.env['AMOCRM_STAGE'] ?? '');
const waiting = [...scenarios];
const lane = async (): Promise<void> => {
  for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
    await session.play(scenario).catch((error: unknown) => {
      if (!(error instanceof CannotJudge)) throw error;
    });
  }
};
await Promise.all([lane(), lane(), lane(), lane()]);
await close();
process.exit(0);
