import { Decoder, Encoder } from '@msgpack/msgpack';
import { z } from 'zod';

/** A connection that a relay has opened, and whose it is. */
const arrivalSchema = z.object({
  /** Path and query of the request. */
  url: z.string().max(2_000),
  clientAddress: z.string().max(100),
  sessionToken: z.string().max(1_000).optional(),
  phoneCookie: z.string().max(10_000).optional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

/** Why a connection has closed, as Engine.IO names it. */
const reason = z.string().max(200);
const connection = z.number().int().nonnegative();

/** What is told about one connection, or sent to several. */
const frameSchema = z.union([
  /** To the holder: it has opened. */
  z.tuple([z.literal('open'), connection, arrivalSchema]),
  /** To the holder: it has closed. To the relay: close it after what was sent before. */
  z.tuple([z.literal('close'), connection, reason]),
  /** To the holder: bytes that the client has not read. */
  z.tuple([z.literal('unsent'), connection, z.number().int().nonnegative()]),
  /** To the relay: read no more of it. */
  z.tuple([z.literal('pause'), connection]),
  /** To the relay: close it at once. */
  z.tuple([z.literal('cut'), connection]),
]);
type Payload = string | Uint8Array;
/** A message of Engine.IO: from one connection, or to all of these. */
export type DataFrame = readonly ['data', readonly number[], Payload];
export type Frame = DataFrame | z.infer<typeof frameSchema>;

/** What one end of a link sends at once. */
export interface Batch {
  /** Id of the node that sends it. */
  readonly from: string;
  /** Of the link. */
  readonly link: string;
  /** Whether the relay sends it. */
  readonly isUp: boolean;
  /** Batches of one end are numbered from 0, so that a lost one is noticed. */
  readonly number: number;
  readonly frames: readonly Frame[];
}

const batchSchema = z.tuple([
  z.uuid(),
  z.uuid(),
  z.boolean(),
  z.number().int().nonnegative(),
  z.array(z.array(z.unknown())),
]);

const encoder = new Encoder({ ignoreUndefined: true });
const decoder = new Decoder();

export function encodeBatch({ from, link, isUp, number, frames }: Batch): Uint8Array {
  return encoder.encode([from, link, isUp, number, frames]);
}

/** @throws Error if it is no batch */
export function decodeBatch(bytes: Uint8Array): Batch {
  const [from, link, isUp, number, frames] = batchSchema.parse(decoder.decode(bytes));
  return {
    from,
    link,
    isUp,
    number,
    frames: frames.map((frame) => (isData(frame) ? frame : frameSchema.parse(frame))),
  };
}

/** Thousands come in a second, which a schema would take as long to check as to handle. */
function isData(frame: unknown): frame is DataFrame {
  if (!Array.isArray(frame) || frame.length !== 3 || frame[0] !== 'data') return false;
  const [, connections, payload] = frame as readonly unknown[];
  return (
    Array.isArray(connections) &&
    connections.every((id) => Number.isSafeInteger(id)) &&
    (typeof payload === 'string' || payload instanceof Uint8Array)
  );
}
