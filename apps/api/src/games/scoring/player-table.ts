import type { Participant, ParticipantId } from '@wandcast/protocol';
import type { Player, Players } from './players.js';

/** What many participants have in common, kept once. */
type Look = Omit<Participant, 'id' | 'nickname'>;

/**
 * All participants of an event by their ids. In columns, because most of them only count in their groves: 30,000 people
 * take 4 MB instead of 11.
 */
export class PlayerTable {
  private readonly rows = new Map<ParticipantId, number>();
  private readonly unused: number[] = [];
  private readonly names: string[] = [];
  private readonly looks: Look[] = [];
  /** ms since 1970; NaN for those who are not shown */
  private readonly joinedAt: number[] = [];
  private readonly knownLooks = new Map<string, Look>();

  /** Adds these participants, or replaces what is known of them. */
  add(players: readonly Player[]): void {
    for (const { participant, isShown, joinedAt } of players) {
      const row = this.rows.get(participant.id) ?? this.unused.pop() ?? this.names.length;
      this.rows.set(participant.id, row);
      this.names[row] = participant.nickname;
      this.looks[row] = this.lookOf(participant);
      this.joinedAt[row] = isShown ? joinedAt : NaN;
    }
  }

  delete(id: ParticipantId): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.rows.delete(id);
    this.names[row] = '';
    this.unused.push(row);
  }

  has(id: ParticipantId): boolean {
    return this.rows.has(id);
  }

  /** Whether the participant is known and not shown. */
  isHidden(id: ParticipantId): boolean {
    const row = this.rows.get(id);
    return row !== undefined && Number.isNaN(this.joinedAt[row]);
  }

  /** The shown participants who joined by then. Its `size` is outdated after a change. @param until ms since 1970 */
  shownUntil(until: number): Players {
    const { rows, names, looks } = this;
    const isCounted = (row: number): boolean => (this.joinedAt[row] ?? NaN) <= until; // never for NaN
    const playerIn = (row: number, id: ParticipantId): Participant | undefined => {
      const look = isCounted(row) ? looks[row] : undefined;
      return look === undefined ? undefined : { id, nickname: names[row] ?? '', ...look };
    };
    let size = 0;
    for (const row of rows.values()) if (isCounted(row)) size++;
    return {
      size,
      has: (id) => isCounted(rows.get(id) ?? -1),
      get: (id) => playerIn(rows.get(id) ?? -1, id),
      *values() {
        for (const [id, row] of rows) {
          const player = playerIn(row, id);
          if (player !== undefined) yield player;
        }
      },
    };
  }

  private lookOf({ sigil, metal, grove }: Participant): Look {
    const key = `${sigil} ${metal} ${grove}`;
    const look = this.knownLooks.get(key) ?? { sigil, metal, grove };
    this.knownLooks.set(key, look);
    return look;
  }
}
