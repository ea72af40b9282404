import type { OwnStanding, ParticipantId } from '@wandcast/protocol';

/** Last standing sent to each connected wand. */
export class SentStandings {
  /** As JSON. */
  private readonly last = new Map<ParticipantId, string>();

  /** Remembers the standing. @returns whether it differs from the last one */
  add(participantId: ParticipantId, standing: OwnStanding): boolean {
    const text = JSON.stringify(standing);
    if (text === this.last.get(participantId)) return false;
    this.last.set(participantId, text);
    return true;
  }

  /** Forgets the standing of someone who left: a welcome has it. */
  delete(participantId: ParticipantId): void {
    this.last.delete(participantId);
  }
}
