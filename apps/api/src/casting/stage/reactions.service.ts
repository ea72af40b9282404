import { REACTIONS_PER_10_S, type Participant, type Reaction, type StageFrame } from '@wandcast/protocol';
import { reactions } from '@wandcast/protocol/schemas';
import { KeyedRateLimiter } from '../../platform/limits/keyed-rate-limiter.js';
import { Presence } from '../../rooms/participants/presence.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { Room } from '../../rooms/room/room.js';

const REACTIONS_WINDOW_MS = 10_000;

/** Shortest interval between two flashes of one participant's mark, ms. */
const LOCATE_INTERVAL_MS = 1_000;

/**
 * Most reactions in one frame, 300 a second. If 500 people tap at once, more would neither be seen one by one on the
 * stage nor drawn smoothly by its computer.
 */
const MAX_PER_FRAME = 24;

/** Collects reactions and "Where am I?" of participants for the next stage frame. */
@RoomPart()
export class Reactions {
  private readonly reactionLimiter = new KeyedRateLimiter(REACTIONS_PER_10_S, REACTIONS_WINDOW_MS);
  private readonly locateLimiter = new KeyedRateLimiter(1, LOCATE_INTERVAL_MS);
  private waiting: { readonly participant: Participant; readonly reaction: Reaction }[] = [];
  private readonly located = new Map<string, Participant>();

  constructor(
    private readonly room: Room,
    private readonly presence: Presence,
  ) {}

  /** Shows a reaction in the next frame; dropped if the stage does not show any now, or too many. */
  react(participant: Participant, reaction: Reaction): void {
    if (!this.room.event.reactions || !this.isShown(participant) || this.waiting.length >= MAX_PER_FRAME) return;
    if (this.reactionLimiter.allows(participant.id, performance.now())) this.waiting.push({ participant, reaction });
  }

  /** Flashes the participant's mark with the next frame. */
  locate(participant: Participant): void {
    if (!this.isShown(participant)) return;
    if (this.locateLimiter.allows(participant.id, performance.now())) this.located.set(participant.id, participant);
  }

  /** Returns and clears what came since the last call, without participants who left or were hidden meanwhile. */
  take(): Pick<StageFrame, 'reactions' | 'located'> {
    const shown = this.waiting.flatMap(({ participant, reaction }) => {
      const slot = this.presence.slotOf(participant);
      return slot === undefined ? [] : [[slot, reactions.indexOf(reaction)] as const];
    });
    const located = [...this.located.values()].flatMap((participant) => this.presence.slotOf(participant) ?? []);
    this.waiting = [];
    this.located.clear();
    return { ...(shown.length > 0 && { reactions: shown }), ...(located.length > 0 && { located }) };
  }

  private isShown(participant: Participant): boolean {
    return !this.room.event.blank && this.presence.slotOf(participant) !== undefined;
  }
}
