import { FailureError, type CastId, type FromConsole, type LabeledCast } from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import { Log } from '../../platform/logging/log.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { LabelsRepository } from './labels.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Casts that one message between nodes names: 8 kB hold no more. */
const NAMED = 190;

/** What moderators say casts are: counts more than what their phones said, from the next training on. */
@RoomPart()
export class Labels implements RoomLifecycle {
  constructor(
    private readonly labels: LabelsRepository,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.bus.on('labeled', ({ castIds }) => {
      this.tell(castIds as CastId[]).catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'labels of another node could not be read');
      });
    });
  }

  /** Casts of other events are left out. @throws FailureError `spell-unknown` */
  async label({ labels }: FromConsole<'casts:label'>, by: Member): Promise<LabeledCast[]> {
    for (const one of labels) if (one.kind === 'spell') this.check(one.spell);
    const labeled = await this.labels.write(this.room.id, labels, by);
    for (let i = 0; i < labeled.length; i += NAMED)
      this.room.bus.publish({ kind: 'labeled', castIds: labeled.slice(i, i + NAMED).map(({ castId }) => castId) });
    this.heard(labeled);
    return labeled;
  }

  /** A spell out of the book may be said again: to undo. */
  private check(spell: string): void {
    const known = [...this.spells.list(), ...this.spells.removed()];
    if (!known.some(({ id }) => id === spell)) throw new FailureError('spell-unknown', spell);
  }

  private async tell(castIds: readonly CastId[]): Promise<void> {
    const labels = await this.labels.list(castIds);
    this.heard(castIds.map((castId) => ({ castId, label: labels.get(castId) ?? null })));
  }

  private heard(labeled: readonly Pick<LabeledCast, 'castId' | 'label'>[]): void {
    this.room.broadcaster.toConsoles(
      'labels:changed',
      labeled.map(({ castId, label }) => ({ castId, label })),
    );
    this.room.events.emit('casts:labeled', null);
  }
}
