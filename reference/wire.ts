import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type CoreResponse, wireBody } from './core/handler.ts';

/** How messages are put on the wire; the messages stay the same. */
export interface Wire {
  /** `title` (`Content-Type`) by default. */
  readonly headerNames?: 'title' | 'upper' | 'lower';
  /** Compress bodies for clients that accept it. */
  readonly gzip?: boolean;
  /** Send bodies in chunks, without a length. */
  readonly chunked?: boolean;
  /** Milliseconds to wait before each answer. */
  readonly delayMs?: number;
}

/** Sends a response of the core. Node leaves out the body for HEAD and 204. */
export async function send(
  { status, headers, body }: CoreResponse,
  to: ServerResponse,
  acceptsGzip: boolean,
  wire: Wire,
): Promise<void> {
  if (wire.delayMs !== undefined) await pause(wire.delayMs);
  const text = wireBody({ status, headers, body });
  const plain = Buffer.from(text ?? '', 'utf8');
  const compress = wire.gzip === true && acceptsGzip && text !== undefined;
  const bytes = compress ? gzipSync(plain) : plain;
  const length = status === 204 || wire.chunked === true ? {} : { 'content-length': String(bytes.length) };
  const encoding = compress ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {};

  to.statusCode = status;
  for (const [name, value] of Object.entries({ ...headers, ...length, ...encoding })) {
    to.setHeader(named(name, wire.headerNames ?? 'title'), value);
  }
  if (wire.chunked === true && bytes.length > 0) {
    const half = Math.ceil(bytes.length / 2);
    to.write(bytes.subarray(0, half));
    to.end(bytes.subarray(half));
    return;
  }
  to.end(bytes);
}

function named(name: string, style: NonNullable<Wire['headerNames']>): string {
  if (style === 'upper') return name.toUpperCase();
  if (style === 'lower') return name.toLowerCase();
  const known = titles.get(name) ?? name.replace(/(^|-)([a-z])/g, (match) => match.toUpperCase());
  titles.set(name, known);
  return known;
}

/** The same few names are sent with every answer. */
const titles = new Map<string, string>();
