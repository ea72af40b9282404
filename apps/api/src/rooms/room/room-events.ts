import type {
  CastId,
  ImportInfo,
  Intent,
  StoredSource,
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

/** The part of a stored cast that listeners count. */
interface StoredCastHead {
  readonly intent: Intent;
  readonly source: StoredSource;
  readonly spellId: SpellId | null;
  readonly participantId: ParticipantId;
  /** Start by the server's clock; null if unknown. */
  readonly beganAt: Date | null;
}

interface RoomEventMap {
  /** The room serves sockets now; the previous room is closing. */
  'room:opened': null;
  /** Another step of the run of show was entered, on any node. */
  'step:entered': null;
  /** The stage shows another view. */
  'view:changed': null;
  /** The room uses another spellbook. */
  'spellbook:changed': null;
  /** The spellbook was read from the database. */
  'book:reread': null;
  /** Spells of the room's book were changed, on any node; none if only their order was. */
  'spells:changed': readonly ChangedSpell[];
  /** Names, visibility or removal changed, on any node. Emitted with `emitAndWait`. */
  'participants:changed': readonly ParticipantId[];
  /** A participant joined or left on this node. */
  'presence:changed': null;
  /** The last page of a participant was closed on this node. */
  'participant:left': ParticipantId;
  /** A participant was hidden, so their slot on the stage is gone. */
  'participant:hidden': { readonly slot: number };
  'participant:forgotten': ParticipantId;
  'casts:deleted': readonly CastId[];
  /** The active model changed. */
  'model:activated': ModelInfo;
  /** The list of models was read from the database. */
  'models:listed': null;
  /** A cast of this event was stored by this node. */
  'cast:stored': StoredCastHead;
  /** Labels changed, or casts were replaced by their parts: whose, or null if of anybody. */
  'casts:labeled': readonly ParticipantId[] | null;
  /** Casts of these participants entered or left quarantine. */
  'casts:scored': readonly ParticipantId[];
  'import:changed': ImportInfo | null;
  /** Casts were imported or deleted in bulk. Emitted with `emitAndWait`, so that counts are correct afterwards. */
  'casts:imported': null;
  'readiness:changed': null;
  'rounds:changed': null;
}

/** Events of a room, within this process. */
export class RoomEvents extends Emitter<RoomEventMap> {}
