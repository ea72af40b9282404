import type { CastId, ParticipantId } from '@wandcast/protocol';

/** Casts kept: several seconds of results, even if 500 people cast without a pause. A spotlight shows recent ones. */
const KEPT = 2_000;

/** Casts whose results stages received lately, and their participants, for reports of the spotlight. */
export class SentCasts {
  /** In the order of sending; null after the first report. */
  private readonly owners = new Map<CastId, ParticipantId | null>();

  add(castId: CastId, participantId: ParticipantId): void {
    this.owners.set(castId, participantId);
    for (const oldest of this.owners.keys()) {
      if (this.owners.size <= KEPT) return;
      this.owners.delete(oldest);
    }
  }

  /** The participant of a cast at the first report of it; undefined for later reports and unknown casts. */
  takeOwner(castId: CastId): ParticipantId | undefined {
    const owner = this.owners.get(castId) ?? undefined;
    if (owner !== undefined) this.owners.set(castId, null);
    return owner;
  }

  delete(castIds: readonly CastId[]): void {
    for (const castId of castIds) this.owners.delete(castId);
  }
}
