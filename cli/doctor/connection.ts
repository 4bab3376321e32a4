/** The way to the target: its name, its port, its certificate. */
import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { failure, timedOut } from '../../target/http-failures.ts';
import type { Target } from '../../target/target.ts';
import { wayTo } from '../../target/way.ts';
import { note, trouble, unchecked, well, type Finding } from '../../target/finding.ts';

/** How long a certificate has to be valid yet for nobody to worry. */
const soonDays = 14;

/** Looks how the target is reached, one step after the other, up to the first that fails. */
export async function* connectionFindings(target: Target, env: NodeJS.ProcessEnv): AsyncGenerator<Finding> {
  const { proxy, obstacle, secureContext } = wayTo(target, env);
  if (obstacle) {
    yield trouble('proxy', obstacle.message);
    return;
  }
  if (proxy) {
    yield unchecked('name', `The proxy that ${proxy.variable} names resolves it, and connects.`);
    return;
  }
  const name = await nameFinding(target);
  yield name;
  if (name.mark === 'trouble') return;
  const { protocol } = new URL(target.baseUrl);
  yield* protocol === 'https:' ? secureFindings(target, secureContext) : [await plainFinding(target)];
}

async function nameFinding({ baseUrl, pace }: Target): Promise<Finding> {
  const { host } = addressOf(baseUrl);
  if (isIP(host) !== 0) return well('name', `baseUrl names an address, ${host}.`);
  const found = await Promise.race([
    lookup(host, { all: true }).catch((error: unknown) => codeOf(error)),
    delay(pace.timeoutSeconds * 1000, `no answer within ${String(pace.timeoutSeconds)} s`, { ref: false }),
  ]);
  if (typeof found !== 'string') {
    const addresses = found.map(({ address }) => address).sort();
    const more = addresses.length > 3 ? ` and ${String(addresses.length - 3)} more` : '';
    return well('name', `${host} is ${addresses.slice(0, 3).join(', ')}${more}.`);
  }
  return trouble('name', `${host} doesn't resolve (${found}).`, {
    advice:
      "Correct baseUrl in the target file, or look at this machine's name resolution; behind a proxy set HTTPS_PROXY.",
  });
}

async function plainFinding({ baseUrl, loopback, pace }: Target): Promise<Finding> {
  const { host, port, origin } = addressOf(baseUrl);
  const opened = await open(connectPlain({ host, port }), 'connect', origin, pace.timeoutSeconds);
  if (opened instanceof Error) return trouble('connection', opened.message);
  opened.destroy();
  if (loopback) return well('connection', `Port ${String(port)} takes connections.`);
  return note('connection', `Port ${String(port)} takes connections, without TLS.`, {
    advice: 'Credentials go over the network in the clear: write https in baseUrl where the server has it.',
  });
}

async function* secureFindings(
  { baseUrl, pace }: Target,
  secureContext: ReturnType<typeof wayTo>['secureContext'],
): AsyncGenerator<Finding> {
  const { host, port, origin } = addressOf(baseUrl);
  const socket = connectSecurely({
    host,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    ...(secureContext && { secureContext }),
    // Nothing is sent: a certificate that isn't trusted is looked at too.
    rejectUnauthorized: false,
  });
  const opened = await open(socket, 'secureConnect', origin, pace.timeoutSeconds);
  if (opened instanceof Error) {
    yield trouble('connection', opened.message);
    return;
  }
  yield well('connection', `Port ${String(port)} takes connections with ${opened.getProtocol() ?? 'TLS'}.`);
  yield certificateFinding(presentedBy(opened), Date.now());
  opened.destroy();
}

/** What a handshake tells of the server's certificate. */
export interface Presented {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly authorized: boolean;
  /** The code of what is wrong; empty when nothing is. */
  readonly problem: string;
}

function presentedBy(socket: TLSSocket): Presented {
  const { valid_from, valid_to } = socket.getPeerCertificate();
  // The types promise an error; what comes is its code.
  const problem: unknown = socket.authorizationError;
  return {
    from: Date.parse(valid_from),
    to: Date.parse(valid_to),
    authorized: socket.authorized,
    problem: typeof problem === 'string' ? problem : '',
  };
}

/** @param now milliseconds since the epoch */
export function certificateFinding({ from, to, authorized, problem }: Presented, now: number): Finding {
  const days = Math.floor((to - now) / 86_400_000);
  const dates = `valid from ${dayOf(from)} to ${dayOf(to)}`;
  const renew = 'Renew it on the server.';
  if (now > to) return trouble('certificate', `It has run out: ${dates}.`, { advice: renew });
  if (now < from) {
    return trouble('certificate', `It is not valid yet: ${dates}.`, {
      advice: "Look at this machine's clock, or replace it on the server.",
    });
  }
  if (!authorized) {
    return trouble('certificate', `It isn't trusted (${problem}); ${dates}.`, remedyFor(problem));
  }
  const left = `${dates}, ${String(days)} days from now`;
  return days <= soonDays
    ? note('certificate', `It is trusted, and runs out soon: ${left}.`, { advice: renew })
    : well('certificate', `It is trusted, and ${left}.`);
}

function remedyFor(code: string): Pick<Finding, 'advice' | 'add'> {
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? { advice: 'It is for another host: correct baseUrl, or the certificate on the server.' }
    : {
        advice: 'Where a private authority issued it, name the PEM file of that one.',
        add: { tls: { ca: 'authority.pem' } },
      };
}

/** Resolves when the connection stands, or with what went wrong. */
function open<T extends Socket>(
  socket: T,
  event: string,
  origin: string,
  seconds: number,
): Promise<T | Error> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(timedOut(seconds, { origin, phase: 'connecting' }));
    }, seconds * 1000);
    // Errors after the first are of no interest, and must not end the process.
    socket.on('error', (error) => {
      clearTimeout(timer);
      resolve(failure(error, { origin, phase: 'connecting' }));
    });
    socket.once(event, () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

function addressOf(baseUrl: string): { host: string; port: number; origin: string } {
  const { protocol, hostname, port, origin } = new URL(baseUrl);
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? usual : Number(port), origin };
}

function dayOf(time: number): string {
  return Number.isNaN(time) ? "a day that can't be read" : new Date(time).toISOString().slice(0, 10);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
