import { FailureError, type FromConsole, type FromPreflight, type PhoneTrialAnswer } from '@wandcast/protocol';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { ModelRegistry } from './model-registry.service.js';

/** Most trials, ended or not. The oldest ended ones are forgotten first. */
const MAX_TRIALS = 100;

interface PhoneTrial {
  /** Who opened it. */
  readonly memberId: string;
  /** Null once it has ended. It is kept, so that nobody else can open it again for the phones that have its link. */
  readonly modelId: string | null;
}

/**
 * Trials of models with a phone: a console opens one and shows its link, and casts of phones with that link are
 * predicted with the console's model. Every node knows all trials, because phone and console may be on different ones.
 * Nothing is stored.
 */
@RoomPart()
export class PhoneTrials implements RoomLifecycle {
  /** By id, oldest first. */
  private readonly trials = new Map<string, PhoneTrial>();

  constructor(
    private readonly room: Room,
    private readonly registry: ModelRegistry,
    private readonly spells: Spellbook,
  ) {}

  onOpen(before: PhoneTrials | undefined): void {
    for (const [trialId, trial] of before?.trials ?? []) this.trials.set(trialId, trial);
    this.room.bus.on('phone-trial-changed', ({ trialId, ...trial }) => {
      this.set(trialId, trial);
    });
    this.room.bus.on('phone-trial-predicted', ({ trialId, modelId, probabilities }) => {
      this.room.broadcaster.toConsoles('trial:predicted', { trialId, modelId, probabilities });
    });
  }

  /**
   * Begins a trial, changes its model, or ends it if the model is null.
   * @throws FailureError `trial-taken` if another member opened it
   */
  open(memberId: string, { trialId, modelId }: FromConsole<'trial:open'>): null {
    if (!this.set(trialId, { memberId, modelId })) throw new FailureError('trial-taken');
    this.room.bus.publish({ kind: 'phone-trial-changed', trialId, modelId, memberId });
    return null;
  }

  /** @throws FailureError `trial-over` if no console has opened the trial; errors of `ModelRegistry.try` */
  async cast({ trialId, ...movement }: FromPreflight<'trial:cast'>): Promise<PhoneTrialAnswer> {
    const modelId = this.trials.get(trialId)?.modelId ?? undefined;
    const model = this.registry.list().find(({ id }) => id === modelId);
    if (model === undefined || modelId === undefined) throw new FailureError('trial-over');
    // All phones of a room share the limit of one member: anyone with a link can send casts.
    const { probabilities } = await this.registry.try(`phones ${this.room.id}`, { modelId, ...movement });
    const predicted = { trialId, modelId, probabilities };
    this.room.broadcaster.toConsoles('trial:predicted', predicted);
    this.room.bus.publish({ kind: 'phone-trial-predicted', ...predicted, probabilities: [...probabilities] });
    const probability = Math.max(0, ...probabilities);
    const id = model.spells[probabilities.indexOf(probability)];
    const spell = [...this.spells.list(), ...this.spells.removed()].find((one) => one.id === id);
    return {
      version: model.version,
      spell: spell?.name ?? id ?? '',
      ...{ probability, isRecognized: probability >= model.threshold },
    };
  }

  /** @returns false if the trial belongs to another member */
  private set(trialId: string, trial: PhoneTrial): boolean {
    const before = this.trials.get(trialId);
    if (before !== undefined && before.memberId !== trial.memberId) return false;
    this.trials.delete(trialId);
    this.trials.set(trialId, trial);
    if (this.trials.size > MAX_TRIALS) {
      const [oldest] = this.trials;
      const forgotten = [...this.trials].find(([, { modelId }]) => modelId === null) ?? oldest;
      this.trials.delete(forgotten?.[0] ?? '');
    }
    return true;
  }
}
