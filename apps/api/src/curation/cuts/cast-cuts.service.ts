import {
  FailureError,
  MAX_CASTS_SHOWN,
  TICK_MS,
  type CastId,
  type CutCast,
  type FromConsole,
} from '@wandcast/protocol';
import { v7 } from 'uuid';
import { OpenCast } from '../../casting/ingest/open-cast.js';
import { castRow, type CastRow } from '../../casting/storage/cast-row.js';
import { Inference } from '../../models/inference.service.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import { BackgroundScoring } from '../scoring/background-scoring.service.js';
import { CastCutsRepository, type WholeCast } from './cast-cuts.repository.js';
import { cutSignal, type CutRange } from './cut-signal.js';

/** Casts that are out of use, and casts that are in use from now on. */
export interface CastChange {
  readonly gone: readonly CastId[];
  readonly shown: readonly CastId[];
}

/**
 * Trims and splits recordings. The parts are casts of the same person, recognized by the active model; the whole cast is
 * kept for points and figures, and can be restored.
 */
@RoomPart()
export class CastCuts implements RoomLifecycle {
  constructor(
    private readonly cuts: CastCutsRepository,
    private readonly inference: Inference,
    private readonly scoring: BackgroundScoring,
    private readonly room: Room,
  ) {}

  onOpen(): void {
    this.room.bus.on('casts-replaced', ({ gone, shown }) => {
      this.show({ gone: gone as CastId[], shown: shown as CastId[] });
      this.recount();
    });
  }

  /** @throws FailureError `cast-unknown`, `cast-replaced`, `part-too-short`, `part-is-whole` */
  trim({ castId, fromMs, untilMs }: FromConsole<'cast:trim'>): Promise<CutCast> {
    return this.cut(castId, [{ fromMs, untilMs }], true);
  }

  /** @throws FailureError `cast-unknown`, `cast-replaced`, `part-too-short` */
  split({ castId, atMs, keepsLabel }: FromConsole<'cast:split'>): Promise<CutCast> {
    const ranges = [
      { fromMs: 0, untilMs: atMs - TICK_MS },
      { fromMs: atMs, untilMs: Infinity },
    ];
    return this.cut(castId, ranges, keepsLabel);
  }

  /** Deletes the parts of a cast. @throws FailureError `cast-unknown`, `cast-not-replaced` */
  async restore({ castId }: FromConsole<'cast:restore'>): Promise<CutCast> {
    const { nickname } = await this.cuts.get(this.room.eventId, castId);
    const gone = await this.cuts.restore(castId);
    this.announce({ gone, shown: [castId] });
    return { castId, nickname, partIds: [] };
  }

  private async cut(castId: CastId, ranges: readonly CutRange[], keepsLabel: boolean): Promise<CutCast> {
    const whole = await this.cuts.get(this.room.eventId, castId);
    if (whole.partIds.length > 0) throw new FailureError('cast-replaced', castId);
    const parts = await Promise.all(ranges.map((range, place) => this.part(whole, range, place, keepsLabel)));
    await this.cuts.replace(castId, parts, keepsLabel);
    const partIds = parts.map(({ id }) => id);
    this.announce({ gone: [castId], shown: partIds });
    return { castId, nickname: whole.nickname, partIds };
  }

  private async part(whole: WholeCast, range: CutRange, place: number, keepsSpell: boolean): Promise<CastRow> {
    const { packed, offsetMs } = cutSignal(whole.packed, range);
    const head = {
      castId: partId(whole.id, place),
      ...{ intent: whole.intent, spell: keepsSpell ? whole.intendedSpell : null, source: whole.source },
      ...{ channels: packed.channels, orientation: whole.orientation, offsetMs: null },
      startedAt: whole.startedAt.getTime() + offsetMs,
    };
    const open = new OpenCast(head, null); // a part belongs to no round: the whole cast counts in it
    open.append({ stream: 0, sequence: 0, ...packed });
    const owner = { eventId: this.room.eventId, participantId: whole.participantId };
    const recognition = await this.inference.recognize(open.live.signal());
    return { ...castRow(open, owner, recognition), importId: whole.importId, originalId: whole.id };
  }

  /** Tells the consoles of all nodes, in chunks that fit into a bus message. */
  announce({ gone, shown }: CastChange): void {
    for (let from = 0; from < Math.max(gone.length, shown.length); from += MAX_CASTS_SHOWN) {
      const chunk = (ids: readonly CastId[]): CastId[] => ids.slice(from, from + MAX_CASTS_SHOWN);
      const change = { gone: chunk(gone), shown: chunk(shown) };
      this.room.bus.publish({ kind: 'casts-replaced', ...change });
      this.show(change);
    }
    this.recount();
    this.scoring.start();
  }

  private show(change: CastChange): void {
    this.room.broadcaster.toConsoles('casts:replaced', change);
  }

  /** What can be trained on is counted again. */
  private recount(): void {
    this.room.events.emit('casts:labeled', null);
  }
}

/** Id of a part: sorts right after its whole cast, so that exports list it later and lists show it beside. */
function partId(whole: CastId, place: number): CastId {
  const at = Number.parseInt(whole.replaceAll('-', '').slice(0, 12), 16);
  return v7({ msecs: at + 1 + place }) as CastId;
}
