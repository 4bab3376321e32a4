import { attemptsOn } from './attempts.ts';

/** None of this is for the contract to judge: it is all meant to be refused. */
const invalid = true;

/** Changes that are right in themselves, sent without credentials and with wrong ones. */
export const credentials = attemptsOn('credentials', ({ path, adding }, { caller }) => ({
  missing: {
    marks: ['sent without credentials'],
    send: [() => caller('nobody').post(path, adding('sent without credentials'), { invalid })],
  },
  wrong: {
    marks: ['sent with wrong credentials'],
    send: [() => caller('stranger').post(path, adding('sent with wrong credentials'), { invalid })],
  },
}));

/** Bodies that are broken, or hold nothing: the broken ones hold a change that a careless reader would find. */
export const bodies = attemptsOn('bodies', ({ path, adding }, { caller }) => {
  const post = (body: () => string) => () =>
    caller('administrator').send({ method: 'POST', path, body: body(), invalid });
  return {
    malformed: {
      marks: ['cut short'],
      send: [post(() => JSON.stringify(adding('cut short')).slice(0, -1))],
    },
    wrongType: {
      marks: ['in a list', 'in a text'],
      send: [
        post(() => JSON.stringify([adding('in a list')])),
        post(() => JSON.stringify(JSON.stringify(adding('in a text')))),
      ],
    },
    emptyObject: { marks: [], send: [post(() => '{}')] },
    empty: { marks: [], send: [post(() => '')] },
  };
});

/** Methods that the document does not name, each with what it stands for elsewhere. */
export const methods = attemptsOn('methods', ({ path, adding, editing, deleting, narrowing }, { caller }) => {
  const send = (method: string, target: string, body: () => unknown) => () =>
    caller('administrator').send({ method, path: target, body: JSON.stringify(body()), invalid });
  return {
    all: {
      marks: ['sent by PUT', 'sent by PATCH'],
      send: [
        send('PUT', path, () => adding('sent by PUT')),
        send('PATCH', path, () => editing('sent by PATCH')),
        send('DELETE', `${path}${narrowing}`, deleting),
      ],
    },
  };
});
