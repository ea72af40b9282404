import type { Participant, ParticipantId, StageFrame, StageWand } from '@wandcast/protocol';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';
import { Room } from '../room/room.js';

interface Present {
  wand: StageWand;
  connections: number;
  /** Not on the stage, and counted all the same. */
  hidden: boolean;
}

/** Who is here, and the slots by which stages know them. Slots are never given twice, so that none means two people. */
@RoomPart()
export class Presence implements RoomLifecycle {
  private readonly present = new Map<ParticipantId, Present>();
  private nextSlot = 0;
  private joined: StageWand[] = [];
  private left: number[] = [];
  private hidden: number[] = [];

  constructor(private readonly room: Room) {}

  /** Slots count on: a stage that still shows the room before takes nobody for somebody else. */
  onTakeOver(before: Presence): void {
    this.nextSlot = before.nextSlot;
  }

  /** Everyone, whether they are seen or not. */
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

  /** One of their pages is gone; they leave with the last. */
  departed({ id }: Participant): void {
    const known = this.present.get(id);
    if (known === undefined || --known.connections > 0) return;
    this.present.delete(id);
    if (!known.hidden) this.left.push(known.wand.slot);
    this.room.events.emit('presence:changed', null);
  }

  /** @returns whether someone who is here had another name or mark */
  rename(participant: Participant): boolean {
    const known = this.present.get(participant.id);
    if (known === undefined) return false;
    const { slot } = known.wand;
    const wand = { slot, ...participant };
    if (JSON.stringify(wand) === JSON.stringify(known.wand)) return false;
    known.wand = wand;
    if (!known.hidden) this.joined = [...this.joined.filter((one) => one.slot !== slot), wand];
    return true;
  }

  /** Takes someone off the stage, or puts them back in another slot. */
  hide(id: ParticipantId, hidden: boolean): void {
    const known = this.present.get(id);
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

  /** The stage slot of a participant; undefined if they are not here, or hidden. */
  slotOf({ id }: Participant): number | undefined {
    const known = this.present.get(id);
    return known === undefined || known.hidden ? undefined : known.wand.slot;
  }

  people(): ParticipantId[] {
    return [...this.present.keys()];
  }

  /** Everyone who is seen. */
  wands(): StageWand[] {
    return [...this.present.values()].flatMap(({ wand, hidden }) => (hidden ? [] : [wand]));
  }

  /** Who came and went since this was asked last, for a frame. */
  takeChanges(): Pick<StageFrame, 'joined' | 'left' | 'hidden'> {
    const { joined, left, hidden } = this;
    [this.joined, this.left, this.hidden] = [[], [], []];
    return {
      ...(joined.length > 0 && { joined }),
      ...(left.length > 0 && { left }),
      ...(hidden.length > 0 && { hidden }),
    };
  }
}
