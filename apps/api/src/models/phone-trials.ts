import { FailureError, type FromConsole, type FromPreflight, type PhoneTrialAnswer } from '@wandcast/protocol';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { ModelRegistry } from './model-registry.service.js';

/** Most consoles that try models with a phone at once; older trials end. */
const MAX_TRIALS = 100;

/** All phones share the limit of one member: anyone with a link can send casts. */
const PHONES = 'phones';

/**
 * Trials of models with a phone: a console opens one and shows its link, and casts of phones with that link are
 * predicted with the console's model. Every node knows all trials, because phone and console may be on different ones.
 * Nothing is stored.
 */
@RoomPart()
export class PhoneTrials implements RoomLifecycle {
  /** Id of the model by trial, oldest first. */
  private readonly models = new Map<string, string>();

  constructor(
    private readonly room: Room,
    private readonly registry: ModelRegistry,
    private readonly spells: Spellbook,
  ) {}

  onOpen(before: PhoneTrials | undefined): void {
    for (const [trialId, modelId] of before?.models ?? []) this.models.set(trialId, modelId);
    this.room.bus.on('phone-trial-changed', ({ trialId, modelId }) => {
      this.set(trialId, modelId);
    });
    this.room.bus.on('phone-trial-predicted', ({ trialId, modelId, probabilities }) => {
      this.room.broadcaster.toConsoles('trial:predicted', { trialId, modelId, probabilities });
    });
  }

  /** Begins a trial, changes its model, or ends it if the model is null. */
  open({ trialId, modelId }: FromConsole<'trial:open'>): null {
    this.set(trialId, modelId);
    this.room.bus.publish({ kind: 'phone-trial-changed', trialId, modelId });
    return null;
  }

  /** @throws FailureError `trial-over` if no console has opened the trial; errors of `ModelRegistry.try` */
  async cast({ trialId, ...movement }: FromPreflight<'trial:cast'>): Promise<PhoneTrialAnswer> {
    const modelId = this.models.get(trialId);
    const model = this.registry.list().find(({ id }) => id === modelId);
    if (model === undefined || modelId === undefined) throw new FailureError('trial-over');
    const { probabilities } = await this.registry.try(PHONES, { modelId, ...movement });
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

  private set(trialId: string, modelId: string | null): void {
    this.models.delete(trialId);
    if (modelId !== null) this.models.set(trialId, modelId);
    const [oldest] = this.models.keys();
    if (this.models.size > MAX_TRIALS && oldest !== undefined) this.models.delete(oldest);
  }
}
