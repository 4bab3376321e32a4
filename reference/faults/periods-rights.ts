import { noContent } from '../core/envelope.ts';
import type { CoreRequest } from '../core/handler.ts';
import { at, onResponse } from '../modifiers.ts';
import { leaking, senderOf, sentBy, trusting, trustingInSecret } from './access.ts';
import type { Fault } from './fault.ts';
import { change, list } from './replacement.ts';

/** Defects in who may read and change the periods. */
export const periodRightsFaults: readonly Fault[] = [
  {
    name: 'member-reads-periods',
    breaks: 'periods.rights.read',
    describe: 'A member gets the list of periods.',
    apply: sentBy('member', list, trusting),
  },
  {
    name: 'member-finds-no-periods',
    breaks: 'periods.rights.read',
    describe: 'A member is not refused, but shown an empty list.',
    apply: sentBy(
      'member',
      list,
      onResponse((response) => ({ ...response, ...noContent })),
    ),
  },
  {
    name: 'member-reads-periods-in-refusal',
    breaks: 'periods.rights.read',
    describe: 'A member is refused, in a body that holds the periods.',
    apply: sentBy('member', list, leaking),
  },
  {
    name: 'member-unauthorized-for-periods',
    breaks: 'periods.rights.read',
    describe: 'A member is refused the periods with status 401, as if nobody knew him.',
    apply: sentBy(
      'member',
      list,
      onResponse((response) => ({ ...response, status: 401 })),
    ),
  },
  {
    name: 'member-changes-periods',
    breaks: 'periods.rights.write',
    describe: 'A member may change the list of periods.',
    apply: sentBy('member', change, trusting),
  },
  {
    name: 'member-changes-periods-in-secret',
    breaks: 'periods.rights.write',
    describe: 'A member is refused, and the change carried out all the same.',
    apply: sentBy('member', change, trustingInSecret),
  },
  {
    name: 'member-unauthorized-to-change-periods',
    breaks: 'periods.rights.write',
    describe: 'A member who changes the periods is refused with status 401, as if nobody knew him.',
    apply: sentBy(
      'member',
      change,
      onResponse((response) => ({ ...response, status: 401 })),
    ),
  },
  {
    name: 'member-changes-periods-over-connection-of-administrator',
    breaks: 'periods.rights.write',
    describe: 'Over a connection on which the administrator changed the periods a member may do so, too.',
    apply: at(change, (core) => {
      const known = new Set<CoreRequest['connection']>();
      const open = trusting(core);
      return (state, request) => {
        const sender = senderOf(request, state);
        if (sender === 'administrator') known.add(request.connection);
        return (sender === 'member' && known.has(request.connection) ? open : core)(state, request);
      };
    }),
  },
];
