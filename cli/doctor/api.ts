/** Whether the API answers there, to whom, and when it thinks it is. */
import type { TransportFailure, Exchange } from '../../spec/run/exchange.ts';
import type { AccountFacts } from '../../target/api.ts';
import type { Client } from '../../target/client.ts';
import { note, trouble, unchecked, well, type Finding } from '../../target/finding.ts';
import type { Role, Target } from '../../target/target.ts';
import { api } from '../api.ts';

/** A target under examination, and what it answered last. */
export interface Patient {
  readonly target: Target;
  readonly client: Client;
  /** The last exchange that was recorded, without a secret in it. */
  readonly last: () => Exchange | undefined;
}

/** Clocks that are further apart are worth a word. */
const tolerableSeconds = 60;

const kinds = {
  bearer: 'bearer token',
  tokenCommand: 'token of the command',
  cookie: 'cookie',
  login: 'login',
  headers: 'headers',
} as const;

/** Sends the harmless request with which a run begins too. Trouble is all that is told of it then. */
export async function apiFindings(patient: Patient): Promise<readonly Finding[]> {
  const obstacle = await patient.client.preflight();
  const exchange = patient.last();
  if (obstacle) return [trouble(aboutOf(obstacle, exchange), obstacle.says), ...clockFindings(exchange)];
  const strange = strangeness(exchange);
  if (strange !== null) {
    return [
      trouble('API', strange, {
        advice: 'Look into its log, and whether baseUrl is the part of its URLs before /api/v2.',
      }),
      ...clockFindings(exchange),
    ];
  }
  return [
    well('API', `It answers at ${patient.target.baseUrl}/api/v2.`),
    well(api.entrance.many, 'They are switched on, and can be listed.'),
    ...clockFindings(exchange),
  ];
}

/** Who is behind the credentials of each role, as far as the account tells. */
export async function roleFindings(
  patient: Patient,
  facts: AccountFacts | null,
): Promise<readonly Finding[]> {
  const { target } = patient;
  const administrator = administratorFinding(target, facts);
  if (!target.auth.member) {
    return [
      administrator,
      trouble('member', "The target file names nobody without administrator's rights.", {
        advice: "Without one, access rights can't be tested.",
        add: { auth: { member: { bearer: '${MEMBER_TOKEN}' } } },
      }),
    ];
  }
  const obstacle = await patient.client.preflight('member');
  if (obstacle) return [administrator, trouble('member', obstacle.says)];
  const status = patient.last()?.response?.status ?? 0;
  if (![200, 204, 403].includes(status)) {
    return [
      administrator,
      trouble('member', `Asked for a ${api.entrance.one} by the member, it answered ${status}.`),
    ];
  }
  const own = facts === null ? null : await api.account.facts(patient.client, 'member');
  return [administrator, memberFinding(target, facts, own)];
}

function administratorFinding(target: Target, facts: AccountFacts | null): Finding {
  const about = 'administrator';
  const taken = `The ${credentialsOf(target, about)} was taken`.replace('headers was', 'headers were');
  const user = facts?.users.find(({ id }) => id === facts.currentUser);
  if (user?.admin === false) {
    return trouble(about, `${taken}, but user ${String(user.id)} is no administrator.`, {
      advice: 'Give auth.administrator the credentials of one.',
    });
  }
  return user?.admin === true
    ? well(about, `${taken}: user ${String(user.id)}, an administrator.`)
    : well(about, `${taken}; the target doesn't tell whether it is an administrator's.`);
}

function memberFinding(target: Target, facts: AccountFacts | null, own: AccountFacts | null): Finding {
  const about = 'member';
  const taken = `The ${credentialsOf(target, about)} was taken`.replace('headers was', 'headers were');
  const id = own?.currentUser;
  if (id === undefined) return well(about, `${taken}; the target doesn't tell whose it is.`);
  if (id === facts?.currentUser) {
    return trouble(about, `${taken}, but it is the administrator's: user ${String(id)}.`, {
      advice: "Give auth.member the credentials of a user without administrator's rights.",
    });
  }
  const user = [...(own?.users ?? []), ...(facts?.users ?? [])].find((one) => one.id === id);
  if (user?.admin === true) {
    return trouble(about, `${taken}, but user ${String(id)} is an administrator.`, {
      advice: "Give auth.member the credentials of a user without administrator's rights.",
    });
  }
  return well(
    about,
    user?.admin === false
      ? `${taken}: user ${String(id)}, no administrator.`
      : `${taken}: user ${String(id)}; the target doesn't tell with which rights.`,
  );
}

function credentialsOf({ auth }: Target, role: Role): string {
  const kind = auth[role]?.kind;
  return `${role}'s ${kind === undefined ? 'credentials' : kinds[kind]}`;
}

function aboutOf({ kind }: TransportFailure, exchange: Exchange | undefined): string {
  if (kind === 'refused-credentials') return 'administrator';
  // A server that is down breaks the exchange; one that has none of what is listed says so in its answer.
  return kind === 'unavailable' && exchange?.transportFailure === undefined ? api.entrance.many : 'API';
}

/** What of an answer can't be the list that was asked for; null when it is one, or says that there are none. */
function strangeness(exchange: Exchange | undefined): string | null {
  const { status = 0, body = '' } = exchange?.response ?? {};
  if (status === 204) return null;
  const asked = `Asked for a ${api.entrance.one}, it answered ${String(status)}`;
  if (status !== 200) return `${asked}.`;
  return api.entrance.isList(body) ? null : `${asked} with something that is no list of the API.`;
}

function clockFindings(exchange: Exchange | undefined): readonly Finding[] {
  if (exchange?.response === undefined) return [];
  const theirs = timeIn(exchange);
  if (theirs === null) return [unchecked('clock', 'The target tells its time in no header.')];
  const ahead = Math.round(theirs - (exchange.sentAt + exchange.durationMs) / 1000);
  if (Math.abs(ahead) <= tolerableSeconds) {
    return [well('clock', "The target's clock and this machine's agree within a minute.")];
  }
  const way = ahead > 0 ? 'ahead of' : 'behind';
  return [
    note('clock', `The target's clock is ${spanOf(Math.abs(ahead))} ${way} this machine's.`, {
      advice: 'Set the one that is wrong: dates that are tested, and sessions, depend on it.',
    }),
  ];
}

/** Seconds since the epoch by the target's clock. */
function timeIn({ response }: Exchange): number | null {
  const headers = response?.headers ?? {};
  const time = Date.parse(headers['date'] ?? '') / 1000;
  return api.timeIn(headers) ?? (Number.isNaN(time) ? null : time);
}

/** `3 h 2 min`, `2 min`: whole minutes. */
function spanOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return [
    ...(days > 0 ? [`${String(days)} d`] : []),
    ...(hours > 0 ? [`${String(hours)} h`] : []),
    ...(minutes % 60 > 0 ? [`${String(minutes % 60)} min`] : []),
  ].join(' ');
}
