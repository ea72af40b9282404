import type { Rehearsal, TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { z } from 'zod';

/** Written by a node of ours, which made it from the same type. */
const ours = <T>(): z.ZodType<T> => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** Messages between nodes: which rows to read again, and state that is in no table. */
export const busMessage = z.discriminatedUnion('kind', [
  /** A node is back, or new: its messages may have been missed. */
  z.object({ kind: z.literal('refreshed') }),
  /** Which event is the newest, and its row: door, stage view, learning, book. */
  z.object({ kind: z.literal('event') }),
  z.object({ kind: z.literal('spells') }),
  /** Rounds began, or became others. */
  z.object({ kind: z.literal('rounds') }),
  /** Casts were stored that may be of a round. */
  z.object({ kind: z.literal('played') }),
  /** The run of show. */
  z.object({ kind: z.literal('steps') }),
  /** Which books there are. */
  z.object({ kind: z.literal('books') }),
  /** Which models there are, which one answers, and its threshold. */
  z.object({ kind: z.literal('models') }),
  /** Casts were taught. */
  z.object({ kind: z.literal('taught') }),
  /** Casts were labeled; as many as one message may name. */
  z.object({ kind: z.literal('labeled'), castIds: z.array(z.uuid()) }),
  /** Members, their roles or sessions changed. */
  z.object({ kind: z.literal('team') }),
  /** Casts were looked at again. */
  z.object({ kind: z.literal('looked') }),
  /** Something was written into the audit log. */
  z.object({ kind: z.literal('audited') }),
  /** Casts were deleted; as many as one message may name. */
  z.object({ kind: z.literal('deleted'), castIds: z.array(z.uuid()) }),
  /** A participant took everything back, and is to be seen nowhere any more. */
  z.object({ kind: z.literal('forgotten'), participantId: z.uuid() }),
  /** Rows of people changed: names, who is seen, who is in. As many as a message holds. */
  z.object({ kind: z.literal('people'), participantIds: z.array(z.uuid()) }),
  /** People came, left or cast: at most once in two seconds. */
  z.object({ kind: z.literal('crowd') }),
  /** The file that is being brought in: its row says how far it is. */
  z.object({ kind: z.literal('import') }),
  /** Casts came or went that no hand made. */
  z.object({ kind: z.literal('casts') }),
  z.object({ kind: z.literal('datasets') }),
  /** Phones were tried, or taken off the list of those. */
  z.object({ kind: z.literal('preflights') }),
  /** Simulated wizards of the node that says so; null when they have left it. */
  z.object({ kind: z.literal('rehearsal'), rehearsal: ours<Rehearsal>().nullable() }),
  /** Someone wants them gone, wherever they are. */
  z.object({ kind: z.literal('rehearsal-stopped') }),
  z.object({ kind: z.literal('training-progressed'), progress: ours<TrainingProgress>() }),
  z.object({ kind: z.literal('training-canceled'), id: z.uuid() }),
  z.object({ kind: z.literal('training-ended'), end: ours<TrainingEnd>() }),
]);
export type BusMessage = z.output<typeof busMessage>;
export type BusKind = BusMessage['kind'];

/** These concern every room; the others are said of one. */
const SERVER_WIDE: ReadonlySet<BusKind> = new Set<BusKind>([
  'refreshed',
  'event',
  'books',
  'spells',
  'models',
  'team',
  'audited',
] as const);
export const isServerWide = (kind: BusKind): boolean => SERVER_WIDE.has(kind);

/** What travels: PostgreSQL delivers it to its sender too. `room` is the id of the event that it is about. */
export const busEnvelope = z.object({ from: z.uuid(), room: z.uuid().optional(), message: busMessage });
