import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** Bytes that a bomb unpacks to. */
const BOMB_BYTES = 48 * 2 ** 20;

/** Gzipped members of line breaks in an endless file, and bytes of each when unpacked. */
const NEWLINE_MEMBERS = 32;
const MEMBER_BYTES = 16 * 2 ** 20;

/** Lines of an unusable file, and NULs of each. */
const NUL_LINES = 4_000;
const NULS_OF_LINE = 1_000;

/** Small gzip files that unpack to a lot that is no cast. */
export function castFileBombs(): Buffer[] {
  const zeros = new Uint8Array(BOMB_BYTES);
  return [zeros, Buffer.alloc(BOMB_BYTES / 4, '\n'), Buffer.alloc(BOMB_BYTES / 4, '{')].map((bytes) => gzipSync(bytes));
}

/** Small zip files that unpack to a lot that is no model. */
export function modelFileBombs(): Buffer[] {
  const zeros = new Uint8Array(BOMB_BYTES);
  const manifest = Buffer.from('{"a":'.repeat(20_000));
  return [zipSync({ 'model.json': zeros }), zipSync({ 'model.json': manifest, '../../x': manifest })].map((zip) =>
    Buffer.from(zip),
  );
}

/** The beginning of a file of casts, then half a gigabyte of line breaks in half a megabyte. */
export function newlineBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(MEMBER_BYTES, '\n'));
  return Buffer.concat([gzipSync('{}\n'), ...Array<Buffer>(NEWLINE_MEMBERS).fill(member)]);
}

/** A file of casts whose every line has NULs. */
export function nulFile(): Buffer {
  return Buffer.from(`{"id":"${'\0'.repeat(NULS_OF_LINE)}"}\n`.repeat(NUL_LINES));
}
