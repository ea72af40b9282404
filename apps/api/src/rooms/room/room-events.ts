import type {
  CastId,
  ImportInfo,
  Intent,
  KeptSource,
  ModelInfo,
  ParticipantId,
  Spell,
  SpellId,
} from '@wandcast/protocol';
import { Emitter } from '../../platform/events/emitter.js';

/** A spell before and after a change; undefined if it is not in the spellbook. */
export interface ChangedSpell {
  readonly before: Spell | undefined;
  readonly after: Spell | undefined;
}

/** What listeners count of a stored cast. */
export interface StoredCastHead {
  readonly intent: Intent;
  readonly source: KeptSource;
  readonly spellId: SpellId | null;
  readonly participantId: ParticipantId;
}

interface RoomEventMap {
  /** The room is open: it serves the sockets, and the room before it is closing. */
  'room:opened': null;
  /** The room uses another spellbook. */
  'spellbook:changed': null;
  /** Made on this node. */
  'spells:changed': readonly ChangedSpell[];
  /** Names, visibility or removal changed, on this node or another. Awaited. */
  'participants:changed': readonly ParticipantId[];
  /** Someone arrived or left. */
  'presence:changed': null;
  /** A participant's place on the stage is gone: they were hidden. */
  'participant:hidden': { readonly slot: number };
  'participant:forgotten': ParticipantId;
  'casts:deleted': readonly CastId[];
  /** Another model answers. */
  'model:activated': ModelInfo;
  /** Stored on this node, in this event. */
  'cast:stored': StoredCastHead;
  'casts:labeled': null;
  /** Predictions were written; some casts may be in quarantine. */
  'casts:scored': null;
  'import:changed': ImportInfo | null;
  /** Casts came or went that no participant here made. Awaited: counts are right afterwards. */
  'casts:imported': null;
  'readiness:changed': null;
  'rounds:changed': null;
}

/** What happens in a room. */
export class RoomEvents extends Emitter<RoomEventMap> {}
