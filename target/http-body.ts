import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { tooLarge, undecodable } from './http-failures.ts';

interface Limit {
  readonly maxBodyBytes: number;
  readonly origin: string;
}

type Unpack = (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzipped: Unpack = promisify(gunzip);
const inflated: Unpack = promisify(inflate);
const inflatedRaw: Unpack = promisify(inflateRaw);

const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: gunzipped,
  'x-gzip': gunzipped,
  br: promisify(brotliDecompress),
  // Some servers leave out the zlib header that the name promises.
  deflate: (packed, options) =>
    ((packed[0] ?? 0) & 0x0f) === 8 ? inflated(packed, options) : inflatedRaw(packed, options),
};

/**
 * Unpacks a body according to its Content-Encoding; an encoding nobody knows is left as it is.
 * @throws TargetError when it is damaged, or larger than the limit once unpacked
 */
export async function unpacked(body: Buffer, contentEncoding: string, limit: Limit): Promise<Buffer> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .reverse();
  let content = body;
  for (const encoding of encodings) content = await unpackedOnce(content, encoding, limit);
  return content;
}

async function unpackedOnce(body: Buffer, encoding: string, limit: Limit): Promise<Buffer> {
  const unpack = unpackers[encoding];
  if (unpack === undefined || body.length === 0) return body;
  try {
    return await unpack(body, { maxOutputLength: limit.maxBodyBytes });
  } catch (cause) {
    const bomb = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw bomb ? tooLarge(limit.maxBodyBytes, limit.origin) : undecodable(encoding, limit.origin, cause);
  }
}
