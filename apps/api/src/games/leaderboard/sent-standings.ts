import type { OwnStanding, ParticipantId } from '@wandcast/protocol';

/** Last standing sent to each wand. */
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

  /** Forgets the standings of all others: thousands may come and go, and a welcome has the standing. */
  keepOnly(ids: ReadonlySet<ParticipantId>): void {
    for (const id of this.last.keys()) if (!ids.has(id)) this.last.delete(id);
  }
}
