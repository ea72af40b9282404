import {
  FailureError,
  MAX_STEPS,
  type FromConsole,
  type Step,
  type Round,
  type RunOfShow,
  type SpellId,
  type StageView,
} from '@wandcast/protocol';
import { Log } from '../platform/logging/log.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { Trainings } from '../training/training.service.js';
import { defaultSteps } from './default-steps.js';
import { StepsRepository } from './steps.repository.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { EventSettings } from '../rooms/events/event-settings.js';

/** Stage view by kind of step. */
const VIEWS: Readonly<Record<Step['kind'], StageView>> = {
  lobby: 'lobby',
  teach: 'teach',
  train: 'training',
  cast: 'live',
  round: 'round',
  leaders: 'leaders',
  groves: 'groves',
  podium: 'podium',
  thanks: 'thanks',
  note: 'note',
};

/** The run of show: manages the steps of the event and applies the effects of entering one. */
@RoomPart()
export class Steps implements RoomLifecycle {
  private plan: Omit<RunOfShow, 'current'> = { steps: [], removed: [] };
  /** Reads are serialized so that an older plan never overwrites a newer one. */
  private readonly reads = new SerialQueue();
  /** Entering and removing steps is serialized: two key presses at once advance two steps, and no step is removed meanwhile. */
  private readonly changes = new SerialQueue();
  private lastSent = '';
  private lastSentNote: string | null = null;
  private lastSentFreeCasting = false;

  constructor(
    private readonly repository: StepsRepository,
    private readonly room: Room,
    private readonly settings: EventSettings,
    private readonly rounds: Rounds,
    private readonly board: Leaderboard,
    private readonly spells: Spellbook,
    private readonly training: Trainings,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    for (const kind of ['steps', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.follow();
      });
    this.room.events.on('step:entered', () => {
      this.follow();
    });
    await this.reread();
  }

  get runOfShow(): RunOfShow {
    return { ...this.plan, current: this.room.event.stepId };
  }

  /** Text of the current step if it is a note, else null. */
  get note(): string | null {
    return this.current?.kind === 'note' ? this.current.title : null;
  }

  /** Whether the current step lets wands cast without a press (SPEC C14). */
  get freeCasting(): boolean {
    return this.current?.freeCasting ?? false;
  }

  private get current(): Step | undefined {
    return this.plan.steps.find(({ id }) => id === this.room.event.stepId);
  }

  /** @throws FailureError `steps-full`, `spell-unknown` */
  add({ step, to }: FromConsole<'step:add'>): Promise<RunOfShow> {
    this.check(step.spell);
    return this.changed(this.repository.add(this.eventId, step, to ?? Infinity));
  }
  /** @throws FailureError `step-unknown`, `spell-unknown` */
  edit({ stepId, step }: FromConsole<'step:edit'>): Promise<RunOfShow> {
    this.check(step.spell);
    return this.changed(this.repository.edit(this.eventId, stepId, step));
  }
  move({ stepId, to }: FromConsole<'step:move'>): Promise<RunOfShow> {
    return this.changed(this.repository.move(this.eventId, stepId, to));
  }
  /** @throws FailureError `step-unknown` also if the room is in it */
  remove({ stepId }: FromConsole<'step:remove'>): Promise<RunOfShow> {
    return this.changes.run(() => {
      if (stepId === this.room.event.stepId) throw new FailureError('step-unknown', 'the room is in it');
      return this.changed(this.repository.setRemoved(this.eventId, stepId, new Date()));
    });
  }
  restore({ stepId }: FromConsole<'step:restore'>): Promise<RunOfShow> {
    return this.changed(this.repository.setRemoved(this.eventId, stepId, null));
  }

  /** Replaces the run of show by a copy of another event's. @returns ids of the steps before  @throws FailureError `steps-full` */
  async copyFrom(eventId: string): Promise<string[]> {
    const plan = await this.repository.planOf(eventId);
    return this.changes.run(async () => {
      const before = await this.repository.replace(this.eventId, plan, this.room.event.stepId);
      await this.changed(Promise.resolve());
      return before;
    });
  }
  /** @throws FailureError `steps-full` if `copyFrom` would throw it */
  async checkCopy(eventId: string): Promise<void> {
    const plan = await this.repository.planOf(eventId);
    const isKept = this.plan.steps.some(({ id }) => id === this.room.event.stepId);
    if (plan.length + Number(isKept) > MAX_STEPS) throw new FailureError('steps-full');
  }
  /** Makes existing steps, removed or not, the run of show again. @throws FailureError `step-unknown`, `steps-full` */
  use({ stepIds }: FromConsole<'steps:use'>): Promise<RunOfShow> {
    return this.changes.run(() => this.changed(this.repository.use(this.eventId, stepIds, this.room.event.stepId)));
  }

  /**
   * Enters a step (SPEC N1).
   * @throws FailureError `step-unknown`, `spell-unknown`; also those of Rounds.start and Trainings.train, in which case
   * the step is entered nevertheless
   */
  enter({ stepId }: FromConsole<'step:enter'>): Promise<RunOfShow> {
    return this.changes.run(async () => {
      const step = this.plan.steps.find(({ id }) => id === stepId);
      if (step === undefined) throw new FailureError('step-unknown', stepId);
      if (stepId === this.room.event.stepId) return this.runOfShow;
      this.check(step.spell);
      await this.endOpenRound();
      await this.repository.enter(this.eventId, stepId, new Date());
      await this.settings.go(stepId, VIEWS[step.kind], step.kind === 'teach' ? step.spell : null);
      await this.changed(Promise.resolve());
      await this.applyEffects(step);
      return this.runOfShow;
    });
  }

  /**
   * Starts a round immediately and shows it on the stage. If the current step asks for this kind of round and spell, it
   * is linked to the step.
   * @throws FailureError `duel-needs-two`, and of Rounds.start
   */
  startRound(challenge: FromConsole<'round:start'>): Promise<Round> {
    return this.changes.run(async () => {
      const round = await this.createRound(challenge);
      await this.settings.show('round');
      const at = this.current;
      if (at?.challenge === challenge.kind && at.spell === challenge.spell)
        await this.changed(this.repository.setRound(this.eventId, at.id, round.id));
      return round;
    });
  }

  private async applyEffects(step: Step): Promise<void> {
    if (step.kind === 'train' && this.training.current?.origin !== 'taught')
      await this.training.train({ kind: 'auto', datasetId: null, testDatasetId: null });
    const { challenge, spell, seconds } = step;
    if (challenge === null || seconds === null || this.rounds.list().some(({ id }) => id === step.roundId)) return;
    const round = await this.createRound({ kind: challenge, spell, seconds, duel: null });
    await this.changed(this.repository.setRound(this.eventId, step.id, round.id));
  }

  private createRound(challenge: FromConsole<'round:start'>): Promise<Round> {
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
    return this.room.eventId;
  }

  private check(spell: SpellId | null): void {
    if (spell !== null) this.spells.checkInBook(spell);
  }

  private async changed(change: Promise<void>): Promise<RunOfShow> {
    await change;
    await this.reread();
    this.room.bus.publish({ kind: 'steps' });
    return this.runOfShow;
  }

  private follow(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not reload the run of show');
    });
  }

  private reread(): Promise<void> {
    return this.reads.run(async () => {
      const { eventId } = this;
      let plan = await this.repository.list(eventId);
      if (plan.steps.length + plan.removed.length === 0) {
        await this.repository.createRunOfShow(eventId, defaultSteps(this.spells.list()));
        plan = await this.repository.list(eventId);
      }
      if (this.room.isOver) return;
      this.plan = plan;
      this.announceChanges();
    });
  }

  private announceChanges(): void {
    const { runOfShow, note, freeCasting } = this;
    const text = JSON.stringify(runOfShow);
    if (text !== this.lastSent) this.room.broadcaster.toConsoles('steps:changed', runOfShow);
    if (note !== this.lastSentNote) this.room.broadcaster.toStages('note:changed', note);
    if (freeCasting !== this.lastSentFreeCasting) this.room.broadcaster.toWands('free-casting:changed', freeCasting);
    [this.lastSent, this.lastSentNote, this.lastSentFreeCasting] = [text, note, freeCasting];
  }
}
