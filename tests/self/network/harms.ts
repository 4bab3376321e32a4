/** What can happen to an answer on its way: each does one thing. */
import { gzipSync } from 'node:zlib';
import type { Harm } from './troubles.ts';
import { answered, bytesOf, headOf, json, type Answer } from './wire.ts';

/** Milliseconds in which bytes reach the other side, so that what follows does not overtake them. */
const ARRIVAL = 15;

/** Comes late, by 50 to 300 ms, each answer by another time. */
export const late: Harm = ({ socket, answer, asked }) => {
  setTimeout(() => socket.write(bytesOf(answer)), 50 + ((asked.number * 7919) % 251));
};

export const reset: Harm = ({ socket }) => {
  socket.resetAndDestroy();
};

/** Closed in order, without a word. */
export const closed: Harm = ({ socket }) => {
  socket.end();
};

/** Sends some of the bytes, and what comes behind them a moment later. */
function cut(bytes: (answer: Answer) => Buffer, then: 'reset' | 'end'): Harm {
  return ({ socket, answer }) => {
    socket.write(bytes(answer));
    setTimeout(() => (then === 'reset' ? socket.resetAndDestroy() : socket.end()), ARRIVAL);
  };
}

export const resetInHeaders = cut((answer) => bytesOf(answer).subarray(0, 24), 'reset');
export const resetInBody = cut((answer) => {
  const head = headOf(answer).length;
  return bytesOf(answer).subarray(0, head + Math.ceil(answer.body.length / 2));
}, 'reset');
/** The answer is whole; who uses the connection once more finds it gone. */
export const resetAfterBody = cut(bytesOf, 'reset');

/** Shorter than its Content-Length. */
export const shorter = cut(
  (answer) => Buffer.concat([Buffer.from(headOf(answer, { 'content-length': '99999' })), answer.body]),
  'end',
);

/** In chunks, of which the last never comes. */
export const unfinished = cut((answer) => {
  const head = headOf(answer, { 'content-length': '', 'transfer-encoding': 'chunked' });
  return Buffer.concat([Buffer.from(`${head}${answer.body.length.toString(16)}\r\n`), answer.body]);
}, 'end');

/** Longer than its Content-Length, all at once. */
export const longer: Harm = ({ socket, answer }) => {
  socket.write(Buffer.concat([Buffer.from(headOf(answer, { 'content-length': half(answer) })), answer.body]));
};

/** Longer than its Content-Length, and the rest comes a moment later. */
export const longerLater: Harm = ({ socket, answer }) => {
  const at = Number(half(answer));
  socket.write(
    Buffer.concat([
      Buffer.from(headOf(answer, { 'content-length': String(at) })),
      answer.body.subarray(0, at),
    ]),
  );
  setTimeout(() => socket.write(answer.body.subarray(at)), ARRIVAL);
};

function half({ body }: Answer): string {
  return String(Math.floor(body.length / 2));
}

/** The answer comes twice, the second time on the heels of the first. */
export const twice: Harm = ({ socket, answer }) => {
  socket.write(Buffer.concat([bytesOf(answer), bytesOf(answer)]));
};

/** The answer comes twice, the second time when the first has been read. */
export const twiceLater: Harm = ({ socket, answer }) => {
  socket.write(bytesOf(answer));
  setTimeout(() => socket.write(bytesOf(answer)), ARRIVAL);
};

export function instead(answer: Answer | (() => Answer)): Harm {
  return ({ socket }) => {
    socket.write(bytesOf(typeof answer === 'function' ? answer() : answer));
  };
}

export const limited = instead(answered(429, json, '{"title":"Too Many Requests","status":429}'));
export const limitedForNow = instead(answered(429, { ...json, 'retry-after': '0' }, '{"status":429}'));
export const limitedForASecond = instead(answered(429, { ...json, 'retry-after': '1' }, '{"status":429}'));
/** By a date of the server's own clock, which is a year behind. */
export const limitedUntil = instead(() => {
  const theirs = Date.now() - 365 * 86_400_000;
  return answered(429, {
    ...json,
    date: new Date(theirs).toUTCString(),
    'retry-after': new Date(theirs + 1000).toUTCString(),
  });
});
export const forbidden = instead(answered(403, json, '{"title":"Forbidden","status":403}'));

export function down(status: 502 | 503 | 504): Harm {
  const page = `<html><head><title>${String(status)}</title></head><body>nginx</body></html>`;
  return instead(answered(status, { 'content-type': 'text/html' }, page));
}

/** One byte every now and then, for ever. */
function drip(head: (answer: Answer) => string): Harm {
  return ({ socket, answer }) => {
    socket.write(head(answer));
    const dripping = setInterval(() => socket.write('x'), 100);
    socket.on('close', () => {
      clearInterval(dripping);
    });
  };
}

export const slowHeaders = drip(() => 'HTTP/1.1 200 OK\r\nx-slow: ');
export const slowBody = drip((answer) => headOf(answer, { 'content-length': '99999' }));

/** Takes the request and never says a word. */
export const silence: Harm = () => undefined;

const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');

/** Valid JSON to begin with, and then a hundred megabytes of blanks. */
export const huge: Harm = ({ socket, answer }) => {
  const length = answer.body.length + 100 * MEGABYTE.length;
  socket.write(headOf(answer, { 'content-length': String(length) }));
  socket.write(answer.body);
  let sent = 0;
  const more = (): void => {
    while (sent < 100 && !socket.destroyed) {
      sent += 1;
      if (!socket.write(MEGABYTE)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
};

/** Seven megabytes of blanks behind each body. */
export const fat: Harm = ({ socket, answer }) => {
  const blanks = Array.from({ length: answer.status === 204 ? 0 : 7 }, () => MEGABYTE);
  socket.write(bytesOf({ ...answer, body: Buffer.concat([answer.body, ...blanks]) }));
};

let packed: Buffer | undefined;

/** A hundred kilobytes that become a hundred megabytes. */
export const bomb: Harm = ({ socket }) => {
  packed ??= gzipSync(Buffer.alloc(100 * MEGABYTE.length, ' '));
  socket.write(bytesOf({ status: 200, headers: { ...json, 'content-encoding': 'gzip' }, body: packed }));
};

/** Says that it is packed, and is not. */
export const notPacked: Harm = ({ socket, answer }) => {
  socket.write(bytesOf({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } }));
};

export const toItself: Harm = ({ socket, asked }) => {
  socket.write(bytesOf(answered(302, { location: asked.path })));
};
export const elsewhere = instead(answered(302, { location: 'https://elsewhere.invalid/login' }));

/** Letters become bytes that are no UTF-8, as if a proxy recoded them. */
export const garbled: Harm = ({ socket, answer }) => {
  const body = Buffer.from(answer.body.toString('latin1').replace(/[A-Za-z](?=")/g, '\u00ff'), 'latin1');
  socket.write(bytesOf({ ...answer, body }));
};

export const noHttp: Harm = ({ socket }) => {
  socket.write('SSH-2.0-OpenSSH_9.6\r\n');
};

/** A network asks its guest to log in before it lets anything through. */
export const portal = instead(
  answered(
    200,
    { 'content-type': 'text/html; charset=utf-8' },
    '<!DOCTYPE html>\n<html><head><title>Welcome to the guest network</title></head><body><form></form></body></html>',
  ),
);

/** The machine is gone: every connection ends, nothing listens. */
export const gone: Harm = ({ stop }) => {
  stop();
};
