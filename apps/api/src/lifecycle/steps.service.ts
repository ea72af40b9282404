import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  FailureError,
  type FromConsole,
  type Phase,
  type Round,
  type Show,
  type SpellId,
  type StageView,
} from '@wandcast/protocol';
import { EventsService } from '../rooms/events/events.service.js';
import { Log } from '../platform/logging/log.js';
import { Bus } from '../platform/bus/bus.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { BoardService } from '../games/leaderboard/leaderboard.service.js';
import { RoundsService } from '../games/rounds/rounds.service.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { TrainingService } from '../training/training.service.js';
import { firstPlan } from './default-steps.js';
import { PhasesRepository } from './steps.repository.js';
import { RoomEvents } from '../rooms/room/room-events.js';

/** What the stage shows at a step. */
const VIEWS: Readonly<Record<Phase['kind'], StageView>> = {
  lobby: 'lobby',
  teach: 'teach',
  train: 'training',
  cast: 'live',
  round: 'round',
  leaders: 'leaders',
  houses: 'houses',
  podium: 'podium',
  note: 'note',
};

/** The run of show: a plan one steps through, and what each step does to the room. */
@Injectable()
export class ShowService implements OnApplicationBootstrap {
  private plan: Omit<Show, 'current'> = { phases: [], removed: [] };
  /** One reading after another, so that an older plan never overwrites a newer one. */
  private reading: Promise<void> = Promise.resolve();
  /** One step after another: two keys at once are two steps. */
  private turn: Promise<unknown> = Promise.resolve();
  private told = '';
  private toldNote: string | null = null;

  constructor(
    private readonly phases: PhasesRepository,
    private readonly events: EventsService,
    private readonly rounds: RoundsService,
    private readonly board: BoardService,
    private readonly spells: SpellsService,
    private readonly training: TrainingService,
    private readonly roomEvents: RoomEvents,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const kind of ['show', 'event', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.follow();
      });
    this.roomEvents.on('event:moved', ({ isNext }) => {
      if (isNext) this.follow();
    });
    await this.reread();
  }

  get show(): Show {
    return { ...this.plan, current: this.events.current.phaseId };
  }

  /** Words of the note that the room is at; null where it is at another step. */
  get note(): string | null {
    const phase = this.plan.phases.find(({ id }) => id === this.events.current.phaseId);
    return phase?.kind === 'note' ? phase.title : null;
  }

  /** @throws FailureError `show-full`, `spell-unknown` */
  add({ phase, to }: FromConsole<'phase:add'>): Promise<Show> {
    this.check(phase.spell);
    return this.changed(this.phases.add(this.eventId, phase, to ?? Infinity));
  }
  /** @throws FailureError `phase-unknown`, `spell-unknown` */
  edit({ phaseId, phase }: FromConsole<'phase:edit'>): Promise<Show> {
    this.check(phase.spell);
    return this.changed(this.phases.edit(this.eventId, phaseId, phase));
  }
  move({ phaseId, to }: FromConsole<'phase:move'>): Promise<Show> {
    return this.changed(this.phases.move(this.eventId, phaseId, to));
  }
  remove({ phaseId }: FromConsole<'phase:remove'>): Promise<Show> {
    if (phaseId === this.events.current.phaseId) throw new FailureError('phase-unknown', 'the room is in it');
    return this.changed(this.phases.setRemoved(this.eventId, phaseId, new Date()));
  }
  restore({ phaseId }: FromConsole<'phase:restore'>): Promise<Show> {
    return this.changed(this.phases.setRemoved(this.eventId, phaseId, null));
  }

  /**
   * Takes the room to a step (SPEC N1).
   * @throws FailureError `phase-unknown`, `spell-unknown`, and of RoundsService.start and TrainingService.train, where the
   * room is at the step all the same
   */
  enter({ phaseId }: FromConsole<'phase:enter'>): Promise<Show> {
    return this.inTurn(async () => {
      const phase = this.plan.phases.find(({ id }) => id === phaseId);
      if (phase === undefined) throw new FailureError('phase-unknown', phaseId);
      if (phaseId === this.events.current.phaseId) return this.show;
      this.check(phase.spell);
      await this.endOpenRound();
      await this.phases.enter(this.eventId, phaseId, new Date());
      await this.events.go(phaseId, VIEWS[phase.kind], phase.kind === 'teach' ? phase.spell : null);
      await this.changed(Promise.resolve());
      await this.act(phase);
      return this.show;
    });
  }

  /**
   * A round, at once; the stage shows it. Where the room is at a step for such a round, it is that step's.
   * @throws FailureError `duel-needs-two`, and of RoundsService.start
   */
  begin(challenge: FromConsole<'round:start'>): Promise<Round> {
    return this.inTurn(async () => {
      const round = await this.start(challenge);
      await this.events.show('round');
      const at = this.plan.phases.find(({ id }) => id === this.events.current.phaseId);
      if (at?.challenge === challenge.kind && at.spell === challenge.spell)
        await this.changed(this.phases.setRound(this.eventId, at.id, round.id));
      return round;
    });
  }

  private async act(phase: Phase): Promise<void> {
    if (phase.kind === 'train' && this.training.current?.origin !== 'taught')
      await this.training.train({ kind: 'auto', datasetId: null });
    const { challenge, spell, seconds } = phase;
    if (challenge === null || seconds === null || this.rounds.list().some(({ id }) => id === phase.roundId)) return;
    const round = await this.start({ kind: challenge, spell, seconds, duel: null });
    await this.changed(this.phases.setRound(this.eventId, phase.id, round.id));
  }

  private start(challenge: FromConsole<'round:start'>): Promise<Round> {
    if (challenge.kind !== 'duel' || challenge.duel !== null) return this.rounds.start(challenge);
    const [one, other] = this.board.rivals();
    if (one === undefined || other === undefined) throw new FailureError('duel-needs-two');
    return this.rounds.start({ ...challenge, duel: [one, other] });
  }

  private async endOpenRound(): Promise<void> {
    const { open } = this.rounds;
    if (open !== undefined) await this.rounds.end({ roundId: open.id });
  }

  private get eventId(): string {
    return this.events.current.id;
  }

  private check(spell: SpellId | null): void {
    if (spell !== null) this.spells.checkInBook(spell);
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const acted = this.turn.then(act);
    this.turn = acted.catch(() => undefined);
    return acted;
  }

  private async changed(change: Promise<void>): Promise<Show> {
    await change;
    await this.reread();
    this.bus.publish({ kind: 'show' });
    return this.show;
  }

  private follow(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'the run of show could not be read again');
    });
  }

  private reread(): Promise<void> {
    const read = this.reading.then(async () => {
      const { eventId } = this;
      let plan = await this.phases.list(eventId);
      if (plan.phases.length + plan.removed.length === 0) {
        await this.phases.begin(eventId, firstPlan(this.spells.list()));
        plan = await this.phases.list(eventId);
      }
      if (this.events.isOver(eventId)) return;
      this.plan = plan;
      this.tell();
    });
    this.reading = read.catch(() => undefined);
    return read;
  }

  private tell(): void {
    const { show, note } = this;
    const text = JSON.stringify(show);
    if (text !== this.told) this.room.toConsoles('show:changed', show);
    if (note !== this.toldNote) this.room.toStages('note:changed', note);
    [this.told, this.toldNote] = [text, note];
  }
}
