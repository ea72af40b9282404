import {
  FailureError,
  type CastComment,
  type CastId,
  type FromConsole,
  type LabeledCast,
  type ParticipantId,
} from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { CastCommentsRepository } from './cast-comments.repository.js';
import { LabelsRepository } from './labels.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Most cast ids in one message between nodes: PostgreSQL notifications are limited to 8 kB. */
const IDS_PER_MESSAGE = 190;

/** Labels casts. From the next training on, a label overrides the intended spell. */
@RoomPart()
export class Labels implements RoomLifecycle {
  /** Labels of other nodes, one read at a time, so that the newest is announced last. */
  private readonly stored = new SerialQueue();

  constructor(
    private readonly labels: LabelsRepository,
    private readonly comments: CastCommentsRepository,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.bus.on('labeled', ({ castIds }) => {
      const announced = this.stored.run(() => this.announceStored(castIds as CastId[]));
      announced.catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not read labels of another node');
      });
    });
  }

  /** Ignores casts of other events. @throws FailureError `spell-unknown` */
  async label({ labels }: FromConsole<'casts:label'>, by: Member): Promise<LabeledCast[]> {
    for (const one of labels) if (one.kind === 'spell') this.check(one.spell);
    const { labeled, owners } = await this.labels.write(this.room.eventId, labels, by);
    this.announce(labeled, owners); // before anything is awaited, so that pages get labels in the order of their commits
    for (let i = 0; i < labeled.length; i += IDS_PER_MESSAGE)
      this.room.bus.publish({
        kind: 'labeled',
        castIds: labeled.slice(i, i + IDS_PER_MESSAGE).map(({ castId }) => castId),
      });
    return labeled;
  }

  /** Sets a member's comment on a cast. @throws FailureError `cast-unknown` */
  async comment({ castId, text }: FromConsole<'cast:comment'>, by: Member): Promise<CastComment[]> {
    if (!(await this.comments.set(this.room.eventId, castId, by, text))) throw new FailureError('cast-unknown', castId);
    return this.comments.list(castId);
  }

  /** Accepts removed spells too, so that a label can be undone. */
  private check(spell: string): void {
    const known = [...this.spells.list(), ...this.spells.removed()];
    if (!known.some(({ id }) => id === spell)) throw new FailureError('spell-unknown', spell);
  }

  private async announceStored(castIds: readonly CastId[]): Promise<void> {
    const owners = await this.labels.ownersOf(castIds).catch(() => null);
    const labels = await this.labels.list(castIds); // last, so that a label of this node is hardly ever announced between
    const labeled = castIds.map((castId) => ({ castId, label: labels.get(castId) ?? null }));
    this.announce(labeled, owners);
  }

  /** @param owners null if they could not be read: the labels are stored, and must be announced */
  private announce(
    labeled: readonly Pick<LabeledCast, 'castId' | 'label'>[],
    owners: readonly ParticipantId[] | null,
  ): void {
    this.room.broadcaster.toConsoles(
      'labels:changed',
      labeled.map(({ castId, label }) => ({ castId, label })),
    );
    this.room.events.emit('casts:labeled', owners);
  }
}
