import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lateness } from '../../../engine/lateness.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { amocrm } from '../../../target/amocrm/api.ts';
import { hurriedClock } from '../../../target/clock.ts';
import { exchanged } from '../support/answers.ts';

const path = '/api/v2/customers';
const lookUp = { method: 'GET', path: `${path}?id%5B%5D=7` };
const list = {
  method: 'GET',
  path: `${path}?filter[date][type]=create&filter[date][from]=08.05.2001&filter[date][to]=12.05.2001&limit_rows=500`,
};
const added = exchanged('POST', {
  path,
  sent: { add: [{ name: 'Anna', created_at: Date.UTC(2001, 4, 10, 12) / 1000 }] },
  items: [{ id: 7 }],
});

/** A target that shows what was added only to the so manieth read. */
function showingAt(read: number, request: { readonly path: string }) {
  let reads = 0;
  return (): Promise<Exchange> => {
    reads += 1;
    const items = reads < read ? [] : [{ id: 7 }];
    return Promise.resolve(exchanged('GET', { path: request.path, items }));
  };
}

const isShownIn = ({ response }: Exchange): boolean => response?.body.includes('"id":7') === true;

function latenessOf(): Lateness {
  return new Lateness(hurriedClock(), amocrm);
}

describe('a read behind a change', () => {
  it('is asked for again until it shows the change', async () => {
    const lateness = latenessOf();
    lateness.changed(added);

    assert.ok(isShownIn(await lateness.read(list, showingAt(3, list))));
    assert.equal(lateness.seconds, 0.5);
  });

  it('in a list waits though a look-up has shown it', async () => {
    const lateness = latenessOf();
    lateness.changed(added);
    await lateness.read(lookUp, showingAt(1, lookUp));
    assert.equal(lateness.seconds, 0);

    assert.ok(isShownIn(await lateness.read(list, showingAt(2, list))));
  });

  it('waits no longer for what is about to be deleted, and again where that was refused', async () => {
    const lateness = latenessOf();
    lateness.changed(added);
    const refused = lateness.announce({ method: 'POST', path, body: '{"delete":[7]}' });
    assert.ok(!isShownIn(await lateness.read(lookUp, showingAt(2, lookUp))));

    refused();

    assert.ok(isShownIn(await lateness.read(lookUp, showingAt(2, lookUp))));
  });
});
