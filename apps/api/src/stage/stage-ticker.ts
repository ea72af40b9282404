import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  sealOf,
  type CastId,
  type Participant,
  type ParticipantId,
  type Recognition,
  type StageCounts,
  type StageFrame,
  type StageResult,
  type StageWand,
} from '@wandcast/protocol';
import type { OpenCast } from '../casts/open-cast.js';
import { CastsRepository } from '../casts/casts.repository.js';
import { DeletionsService } from '../casts/deletions.service.js';
import { EventsService } from '../events/events.service.js';
import { Log } from '../ops/log.js';
import { Metrics } from '../ops/metrics.js';
import { Bus } from '../persistence/bus.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { CastTally } from './cast-tally.js';
import { LiveSeal } from './live-seal.js';
import { traceOf } from './trace.js';
import { strengthAt } from './strength.js';

/** Ms between frames: a broadcast costs the same whatever it says, so changes travel together. */
const TICK_MS = 80;

/** Results a late stage is shown at once. */
const RECENT = 24;

/** Counters go out with a frame at most this often, ms. */
const COUNTS_MS = 1_000;

/** What others work out, and what goes with the next frame. */
type Told = Pick<StageFrame, 'tally' | 'board' | 'needs'>;

interface Present {
  readonly wand: StageWand;
  connections: number;
}

/** What the room sees, gathered into one frame a tick: nothing here is sent per cast or per person. */
@Injectable()
export class StageTicker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly present = new Map<ParticipantId, Present>();
  private readonly seals = new Map<OpenCast, { slot: number; seal: LiveSeal }>();
  private recent: StageResult[] = [];
  private tick = 0;
  private nextSlot = 0;
  private readonly tally: CastTally;
  private joined: StageWand[] = [];
  private left: number[] = [];
  private ended: number[] = [];
  private results: StageResult[] = [];
  private told: Told = {};
  private sentCounts = '';
  private countsAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly room: RoomChannel,
    private readonly events: EventsService,
    stored: CastsRepository,
    private readonly deletions: DeletionsService,
    private readonly metrics: Metrics,
    private readonly bus: Bus,
    log: Log,
  ) {
    this.tally = new CastTally(() => stored.count(events.current.id), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.tally.count();
    this.bus.on('refreshed', () => {
      this.tally.countSoon();
    });
    this.deletions.onDeleted((castIds) => {
      this.forget(castIds);
    });
    this.events.onMoved((isNext) => {
      if (isNext) this.beginAnew();
    });
    this.timer = setInterval(() => {
      this.send();
    }, TICK_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.tally.close();
  }

  /** Casts came or went that no hand here made. */
  recount(): Promise<void> {
    return this.tally.count();
  }

  arrived(participant: Participant): void {
    const known = this.present.get(participant.id);
    if (known !== undefined) {
      known.connections++;
      return;
    }
    const wand = { slot: this.nextSlot++, ...participant };
    this.present.set(participant.id, { wand, connections: 1 });
    this.joined.push(wand);
  }

  departed(participant: Participant): void {
    const known = this.present.get(participant.id);
    if (known === undefined || --known.connections > 0) return;
    this.present.delete(participant.id);
    this.left.push(known.wand.slot);
  }

  opened(participant: Participant, cast: OpenCast): void {
    const slot = this.present.get(participant.id)?.wand.slot;
    if (slot !== undefined) this.seals.set(cast, { slot, seal: new LiveSeal() });
  }

  moved(cast: OpenCast): void {
    const signal = cast.live.signal();
    this.seals.get(cast)?.seal.grow(signal.t, (index) => strengthAt(signal, index));
  }

  /** The hand has stopped: no more bars. */
  closed(cast: OpenCast): void {
    this.seals.delete(cast);
  }

  /** A cast ended without a result: its place goes back to rest. */
  gaveUp(participant: Participant): void {
    const slot = this.present.get(participant.id)?.wand.slot;
    if (slot !== undefined) this.ended.push(slot);
  }

  finished(participant: Participant, cast: OpenCast, recognition: Recognition | null): void {
    this.tally.add();
    const slot = this.present.get(participant.id)?.wand.slot;
    if (slot === undefined) return; // gone since: the cast counts, but has no place on the stage
    const signal = cast.live.signal();
    const { castId, intent, spell } = cast.head;
    this.results.push({
      slot,
      castId,
      intent,
      modelId: intent === 'teach' ? null : (recognition?.modelId ?? null),
      spell: intent === 'teach' ? spell : (recognition?.spell ?? null),
      percents: intent === 'teach' ? [] : (recognition?.probabilities.map((p) => Math.round(100 * p)) ?? []),
      seal: sealOf(
        signal.t,
        Array.from(signal.t, (_, index) => strengthAt(signal, index)),
      ),
      ...(intent === 'teach' && this.events.current.view === 'teach' && { trace: traceOf(signal) }),
    });
  }

  /** Goes with the next frame. */
  tell(told: Told): void {
    this.told = { ...this.told, ...told };
  }

  /** Casts in progress as they are now, for whoever comes later. */
  live(): number[][] {
    return Array.from(this.seals.values(), ({ slot, seal }) => [slot, ...seal.whole()]);
  }

  /** Who is here, by id. */
  people(): ParticipantId[] {
    return [...this.present.keys()];
  }

  wands(): StageWand[] {
    return Array.from(this.present.values(), ({ wand }) => wand);
  }

  /** The newest results of people who are here. */
  recentResults(): StageResult[] {
    const here = new Set(this.wands().map(({ slot }) => slot));
    return this.recent.filter(({ slot }) => here.has(slot));
  }

  counts(): StageCounts {
    const { casts, perMinute } = this.tally;
    return { wands: this.present.size, casts, perMinute };
  }

  /** Casts that were taken back are shown to nobody who comes later, and count no more. */
  private forget(castIds: readonly CastId[]): void {
    const gone = new Set(castIds);
    const kept = ({ castId }: StageResult): boolean => !gone.has(castId);
    [this.recent, this.results] = [this.recent.filter(kept), this.results.filter(kept)];
    this.tally.countSoon();
  }

  /** Another event: nobody is here yet. Slots are counted on, so that none means two people. */
  private beginAnew(): void {
    this.present.clear();
    this.seals.clear();
    [this.recent, this.told] = [[], {}];
    [this.joined, this.left, this.ended, this.results] = [[], [], [], []];
    this.tally.beginAnew();
  }

  private send(): void {
    this.tick++;
    const live: number[][] = [];
    for (const { slot, seal } of this.seals.values()) {
      const grown = seal.take();
      if (grown !== undefined) live.push([slot, ...grown]);
    }
    const counts = this.freshCounts();
    const frame: StageFrame = {
      tick: this.tick,
      ...(this.joined.length > 0 && { joined: this.joined }),
      ...(this.left.length > 0 && { left: this.left }),
      ...(live.length > 0 && { live }),
      ...(this.ended.length > 0 && { ended: this.ended }),
      ...(this.results.length > 0 && { results: this.results }),
      ...(counts && { counts }),
      ...this.told,
    };
    if (Object.keys(frame).length === 1) return;
    this.recent = [...this.recent, ...this.results].slice(-RECENT);
    this.told = {};
    [this.joined, this.left, this.ended, this.results] = [[], [], [], []];
    this.room.frame(frame);
    this.metrics.frames.inc();
  }

  private freshCounts(): StageCounts | undefined {
    const now = Date.now();
    if (now - this.countsAt < COUNTS_MS) return undefined;
    const counts = this.counts();
    const text = JSON.stringify(counts);
    if (text === this.sentCounts) return undefined;
    [this.countsAt, this.sentCounts] = [now, text];
    this.room.toConsoles('counts:changed', counts);
    return counts;
  }
}
