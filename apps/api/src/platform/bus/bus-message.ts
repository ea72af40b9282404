import type { Rehearsal, TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { z } from 'zod';

/** A value published by another node of this server, which built it from the same type, so it is not validated. */
const trusted = <T>(): z.ZodType<T> => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** Messages between nodes: which rows to reload, and state that is not stored in the database. */
const busMessage = z.discriminatedUnion('kind', [
  /** A node connected or reconnected, and messages may have been lost: reload everything. */
  z.object({ kind: z.literal('refreshed') }),
  /** The database is being restored from a backup: let go of it, and start again afterwards. */
  z.object({ kind: z.literal('restoring') }),
  /** The room's next event has begun, or a setting of its event changed. */
  z.object({ kind: z.literal('event') }),
  /** A room was created, renamed, archived or restored. */
  z.object({ kind: z.literal('rooms') }),
  /** An event was deleted or restored. */
  z.object({ kind: z.literal('events-changed') }),
  /** Spells of a spellbook changed. */
  z.object({ kind: z.literal('spells'), bookId: z.uuid() }),
  /** Rounds started or changed. */
  z.object({ kind: z.literal('rounds') }),
  /** New casts were stored that may count in a round. */
  z.object({ kind: z.literal('round-casts-stored') }),
  /** The run of show changed. */
  z.object({ kind: z.literal('steps') }),
  /** A view is revealed again on every stage. */
  z.object({ kind: z.literal('stage-replayed'), view: z.enum(['round', 'podium']) }),
  /** The list of spellbooks changed. */
  z.object({ kind: z.literal('books') }),
  /** The list of models, the active model or a threshold changed. */
  z.object({ kind: z.literal('models') }),
  /** A console tries a model with a phone, or has ended that if the model is null. */
  z.object({
    kind: z.literal('phone-trial-changed'),
    ...{ trialId: z.string(), modelId: z.uuid().nullable(), memberId: z.string() },
  }),
  /** A cast of such a phone was predicted. */
  z.object({
    kind: z.literal('phone-trial-predicted'),
    ...{ trialId: z.string(), modelId: z.uuid(), probabilities: z.array(z.number()) },
  }),
  /** Taught casts were stored. */
  z.object({ kind: z.literal('taught') }),
  /** Casts were labeled. Long lists are split to fit MAX_PAYLOAD in bus.ts. */
  z.object({ kind: z.literal('labeled'), castIds: z.array(z.uuid()) }),
  /** Members, their roles or sessions changed. */
  z.object({ kind: z.literal('team') }),
  /** Stored casts were scored; those of these participants entered or left quarantine. Split like `labeled`. */
  z.object({ kind: z.literal('casts-scored'), participantIds: z.array(z.uuid()) }),
  /** Casts were placed on the map. */
  z.object({ kind: z.literal('casts-mapped') }),
  /** An entry was added to the audit log. */
  z.object({ kind: z.literal('audited') }),
  /** Casts of a room were deleted, also of its past events. Split like `labeled`. */
  z.object({ kind: z.literal('deleted'), castIds: z.array(z.uuid()), roomId: z.uuid() }),
  /** Casts were replaced by their parts, or restored: some are out of use, others are in use. */
  z.object({ kind: z.literal('casts-replaced'), gone: z.array(z.uuid()), shown: z.array(z.uuid()) }),
  /** A participant of a room, also of its past events, and all their data were deleted. */
  z.object({ kind: z.literal('participant-forgotten'), participantId: z.uuid(), roomId: z.uuid() }),
  /** Participants' names, visibility or removal changed. Split like `labeled`. */
  z.object({ kind: z.literal('participants-changed'), participantIds: z.array(z.uuid()) }),
  /** Participants joined, left or cast. Sent at most every two seconds. */
  z.object({ kind: z.literal('presence-changed') }),
  /** The state or progress of the import changed; it is in the import's row. */
  z.object({ kind: z.literal('import') }),
  /** Casts were imported or deleted in bulk, not cast by participants. */
  z.object({ kind: z.literal('casts') }),
  z.object({ kind: z.literal('datasets') }),
  /** Preflight reports were added or removed. */
  z.object({ kind: z.literal('preflights') }),
  /** Simulated wizards of the publishing node; null when they have left. */
  z.object({ kind: z.literal('rehearsal'), rehearsal: trusted<Rehearsal>().nullable() }),
  /** Stop the rehearsal on whichever node runs it. */
  z.object({ kind: z.literal('rehearsal-stopped') }),
  z.object({ kind: z.literal('training-progressed'), progress: trusted<TrainingProgress>() }),
  z.object({ kind: z.literal('training-canceled'), id: z.uuid() }),
  z.object({ kind: z.literal('training-ended'), end: trusted<TrainingEnd>() }),
]);
export type BusMessage = z.output<typeof busMessage>;
export type BusKind = BusMessage['kind'];

/** Kinds that concern every room; all others concern one room. */
const SERVER_WIDE: ReadonlySet<BusKind> = new Set<BusKind>([
  'refreshed',
  'restoring',
  'rooms',
  'events-changed',
  'books',
  'spells',
  'models',
  'team',
  'audited',
] as const);
export const isServerWide = (kind: BusKind): boolean => SERVER_WIDE.has(kind);

/** Payload of a notification. `from` is the sending node, which receives it too; `eventId` names the room by its current event. */
export const busEnvelope = z.object({ from: z.uuid(), eventId: z.uuid().optional(), message: busMessage });
