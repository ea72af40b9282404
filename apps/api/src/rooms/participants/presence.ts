import type { Participant, ParticipantId, StageFrame, StageWand } from '@wandcast/protocol';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

interface PresentParticipant {
  wand: StageWand;
  connections: number;
  /** Not shown on the stage, but counted. */
  hidden: boolean;
}

/** Connected participants and their stage slots. Slots are never reused, so each always means the same participant. */
@RoomPart()
export class Presence implements RoomLifecycle {
  private readonly present = new Map<ParticipantId, PresentParticipant>();
  private nextSlot = 0;
  private joined: StageWand[] = [];
  private left: number[] = [];
  private hidden: number[] = [];
  private hiddenIds: ParticipantId[] = [];

  constructor(private readonly room: Room) {}

  /** Continues the slot numbers, so that a stage still showing the previous room does not mix up participants. */
  onTakeOver(before: Presence): void {
    this.nextSlot = before.nextSlot;
  }

  /** Number of connected participants, including hidden ones. */
  get size(): number {
    return this.present.size;
  }

  arrived(participant: Participant, hidden: boolean): void {
    const known = this.present.get(participant.id);
    if (known !== undefined) {
      known.connections++;
      this.rename(participant);
      return;
    }
    const wand = { slot: this.nextSlot++, ...participant };
    this.present.set(participant.id, { wand, connections: 1, hidden });
    if (!hidden) this.joined.push(wand);
    this.room.events.emit('presence:changed', null);
  }

  /** Counts a closed connection; the participant leaves when the last one closes. */
  departed({ id }: Participant): void {
    const known = this.present.get(id);
    if (known === undefined || --known.connections > 0) return;
    this.present.delete(id);
    if (!known.hidden) this.left.push(known.wand.slot);
    this.room.events.emit('participant:left', id);
    this.room.events.emit('presence:changed', null);
  }

  /** Updates name and sigil of a connected participant. @returns whether anything changed */
  rename(participant: Participant): boolean {
    const known = this.present.get(participant.id);
    if (known === undefined) return false;
    const { slot } = known.wand;
    const wand = { slot, ...participant };
    if (JSON.stringify(wand) === JSON.stringify(known.wand)) return false;
    known.wand = wand;
    if (!known.hidden) this.joined = [...this.joined.filter((other) => other.slot !== slot), wand];
    return true;
  }

  /** Removes a participant from the stage, or shows them again in a new slot. */
  hide(id: ParticipantId, hidden: boolean): void {
    const known = this.present.get(id);
    if (known === undefined && hidden) this.hiddenIds.push(id); // a stage may still show those who left
    if (known === undefined || known.hidden === hidden) return;
    known.hidden = hidden;
    if (hidden) {
      this.left.push(known.wand.slot);
      this.hidden.push(known.wand.slot);
      this.room.events.emit('participant:hidden', { slot: known.wand.slot });
      return;
    }
    known.wand = { ...known.wand, slot: this.nextSlot++ };
    this.joined.push(known.wand);
  }

  /** The stage slot of a participant; undefined if they are not connected, or hidden. */
  slotOf({ id }: Pick<Participant, 'id'>): number | undefined {
    const known = this.present.get(id);
    return known === undefined || known.hidden ? undefined : known.wand.slot;
  }

  ids(): ParticipantId[] {
    return [...this.present.keys()];
  }

  /** Participants that are not hidden, with their slots. */
  wands(): StageWand[] {
    return [...this.present.values()].flatMap(({ wand, hidden }) => (hidden ? [] : [wand]));
  }

  /** Returns and clears the changes since the last call, for a stage frame. */
  takeChanges(): Pick<StageFrame, 'joined' | 'left' | 'hidden' | 'hiddenIds'> {
    const { joined, left, hidden, hiddenIds } = this;
    [this.joined, this.left, this.hidden, this.hiddenIds] = [[], [], [], []];
    return {
      ...(joined.length > 0 && { joined }),
      ...(left.length > 0 && { left }),
      ...(hidden.length > 0 && { hidden }),
      ...(hiddenIds.length > 0 && { hiddenIds }),
    };
  }
}
