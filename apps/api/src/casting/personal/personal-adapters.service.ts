import {
  CONFIRMATIONS_PER_MINUTE,
  FailureError,
  type Adaptation,
  type CastId,
  type ParticipantId,
  type Recognition,
} from '@wandcast/protocol';
import { PersonalAdapter, type SharedView } from '@wandcast/recognition';
import { Inference, type ModelAdapter } from '../../models/inference.service.js';
import { KeyedRateLimiter } from '../../platform/limits/keyed-rate-limiter.js';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import type { OpenCast } from '../ingest/open-cast.js';
import { storedSignal } from '../storage/stored-signal.js';
import { Computation, withinLimit } from './computation.js';
import { ConfirmedCastsRepository, type ConfirmedCastRow } from './confirmed-casts.repository.js';
import { newestOfEachSpell } from './newest-of-each-spell.js';

/**
 * Least number of people in memory; more if the event admits more. The one unused for longest is dropped, and read again
 * when they return. A person takes up to about 60 kB, so 1,000 take 60 MB once each has five casts of every spell.
 */
const MIN_PEOPLE = 1_000;

/** What is known of a participant. Computed from stored casts, so that it survives restarts and is equal on all nodes. */
interface Person {
  /** The output of the model `modelId` for their confirmed casts. */
  modelId: string | undefined;
  views: ReadonlyMap<CastId, SharedView>;
  /** What their phones show; undefined if unknown. */
  adaptation: Adaptation | null | undefined;
  /** In use, also while a newer one is computed; null if they have no confirmed casts, undefined if that is unknown. */
  adapter: ModelAdapter | null | undefined;
  /** The newest one. */
  computation: Computation | undefined;
}

/** The result of a computation. */
type Computed = Pick<Person, 'modelId' | 'views'> & {
  readonly adaptation: Adaptation | null;
  readonly adapter: ModelAdapter | null;
};

/**
 * Adapters for the participants of a room ("your wand knows you"): their answers are adapted to their own confirmed casts.
 * In a scored round everyone is judged by the shared model alone (docs/decisions/recognition/personal-adapter.md).
 */
@RoomPart()
export class PersonalAdapters implements RoomLifecycle {
  /** The person used last comes last. */
  private readonly people = new Map<ParticipantId, Person>();
  /** One person after another: a room that casts at once must leave database and processor to everything else. */
  private readonly reads = new SerialQueue();
  private readonly confirmations = new KeyedRateLimiter(CONFIRMATIONS_PER_MINUTE, 60_000);
  /** Whether a cast that began then is scored; set by the rounds. @param at ms since 1970 */
  isScored: (at: number) => boolean = () => false;

  constructor(
    private readonly confirmed: ConfirmedCastsRepository,
    private readonly inference: Inference,
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    const { events, bus } = this.room;
    events.on('cast:stored', ({ intent, participantId, beganAt }) => {
      if (intent === 'teach') this.renew(participantId);
      else if (beganAt !== null && this.isScored(beganAt.getTime())) this.expire(participantId);
    });
    events.on('casts:deleted', (castIds) => {
      for (const [id, { views, computation }] of [...this.people])
        if (computation?.isRunning || castIds.some((castId) => views.has(castId))) this.startOver(id);
    });
    events.on('participant:forgotten', (id) => {
      this.people.delete(id);
    });
    events.on('participant:left', (id) => {
      const person = this.people.get(id);
      // Thousands may come and go without a confirmed cast: nothing is lost with them.
      if (person?.views.size === 0 && !person.computation?.isRunning) this.people.delete(id);
    });
    const expireAll = (): void => {
      for (const id of this.people.keys()) this.expire(id);
    };
    for (const name of ['casts:labeled', 'casts:scored'] as const)
      events.on(name, (ids) => {
        for (const id of ids ?? this.people.keys()) this.expire(id);
      });
    for (const name of ['rounds:changed', 'model:activated'] as const) events.on(name, expireAll);
    for (const kind of ['taught', 'refreshed'] as const) bus.on(kind, expireAll);
  }

  /** Pages that were in the room keep it in memory, although others serve them. */
  onClose(): void {
    this.people.clear();
  }

  /**
   * What the participant's answers are adapted to, as far as known; what changes is sent once it is computed.
   * @param isNew created just now, without casts
   */
  welcomed(id: ParticipantId, isNew: boolean): Adaptation | null {
    const person = this.personOf(id);
    if (!isNew)
      this.renew(id); // another node may have stored casts since
    else if (person.adapter === undefined) person.adapter = null; // computed with the first cast, which need not wait
    return (person.adaptation ??= null);
  }

  /**
   * Recognizes a complete cast with the caster's adapter, except in scored rounds. Taught casts are not adapted either:
   * their answer must not depend on their own label.
   */
  async recognize(id: ParticipantId, { live, head, beganAt }: OpenCast): Promise<Recognition | null> {
    const isPersonal = head.intent === 'cast' && !this.isScored(beganAt ?? Date.now());
    const adapter = isPersonal ? await this.adapterOf(id) : null;
    const signal = live.signal();
    return adapter ? this.inference.recognizePersonally(signal, adapter) : this.inference.recognize(signal);
  }

  /** @throws FailureError `too-many-tries`, `cast-unknown` */
  async confirm(id: ParticipantId, castId: CastId): Promise<null> {
    if (!this.confirmations.allows(id, performance.now())) throw new FailureError('too-many-tries');
    if (!(await this.confirmed.confirm(id, castId))) throw new FailureError('cast-unknown', castId);
    this.renew(id);
    return null;
  }

  async forget(id: ParticipantId): Promise<null> {
    await this.confirmed.forget(id);
    this.startOver(id);
    await this.adapterOf(id);
    return null;
  }

  /** Computes the adapter again, without using the present one in the meantime. */
  private startOver(id: ParticipantId): void {
    this.personOf(id).adapter = undefined;
    this.renew(id);
  }

  /** Computes the adapter again, now. */
  private renew(id: ParticipantId): void {
    this.expire(id);
    void this.adapterOf(id);
  }

  /** Computes the adapter again with the next cast. */
  private expire(id: ParticipantId): void {
    this.people.get(id)?.computation?.expire();
  }

  /** The adapter in use; the first one, or the first after `startOver`, is waited for, but not for long. */
  private async adapterOf(id: ParticipantId): Promise<ModelAdapter | null | undefined> {
    const person = this.personOf(id);
    if (!person.computation?.isCurrent) person.computation = this.begin(id, person);
    if (person.adapter === undefined) await person.computation.ready;
    return person.adapter;
  }

  private personOf(id: ParticipantId): Person {
    const person = this.people.get(id) ?? {
      ...{ modelId: undefined, views: new Map(), adaptation: undefined, adapter: undefined, computation: undefined },
    };
    this.people.delete(id);
    this.people.set(id, person);
    for (const [oldest] of this.people) {
      if (this.people.size <= Math.max(MIN_PEOPLE, this.room.event.capacity)) break;
      this.people.delete(oldest);
    }
    return person;
  }

  private begin(id: ParticipantId, person: Person): Computation {
    const ended = this.compute(id, person).then(
      (computed) => {
        if (computed === undefined) computation.expire();
        else if (person.computation === computation) this.use(id, person, computed);
      },
      (error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not adapt to a participant');
        computation.expire();
      },
    );
    const computation = new Computation(ended);
    return computation;
  }

  /** @returns undefined if there is no model, if another one was activated meanwhile, or if the worker failed */
  private async compute(id: ParticipantId, person: Person): Promise<Computed | undefined> {
    if (this.inference.model === null) return undefined;
    const confirmed = await this.confirmed.list(id);
    return this.reads.run(() => withinLimit(this.learn(person, confirmed)));
  }

  private async learn(person: Person, rows: readonly ConfirmedCastRow[]): Promise<Computed | undefined> {
    const { model } = this.inference;
    if (model === null) return undefined;
    const casts = newestOfEachSpell(rows, model.spells);
    const known = person.modelId === model.id ? person.views : new Map<CastId, SharedView>();
    const unseen = casts.filter((cast) => !known.has(cast.id)).map((cast) => cast.id);
    const samples = unseen.length === 0 ? [] : await this.confirmed.listSamples(unseen);
    const seen = samples.length === 0 ? [] : await this.inference.viewsOfStored(samples.map(storedSignal), model.id);
    if (seen === undefined || this.inference.model?.id !== model.id) return undefined;
    const added = new Map(samples.map((cast, i) => [cast.id, seen[i]]));
    const views = casts.flatMap(({ id: castId, spell }) => {
      const view = known.get(castId) ?? added.get(castId);
      return view === undefined ? [] : [{ castId, view, spell: model.spells.indexOf(spell) }];
    });
    const confirmed = views.map(({ view, spell }) => ({ ...view, spell }));
    const isEmpty = views.length === 0;
    return {
      modelId: model.id,
      views: new Map(views.map(({ castId, view }) => [castId, view])),
      adaptation: isEmpty ? null : { casts: views.length, spells: new Set(views.map(({ spell }) => spell)).size },
      adapter: isEmpty ? null : { modelId: model.id, adapter: PersonalAdapter.fit(confirmed) },
    };
  }

  private use(id: ParticipantId, person: Person, computed: Computed): void {
    const isChanged = JSON.stringify(computed.adaptation) !== JSON.stringify(person.adaptation);
    Object.assign(person, computed);
    if (isChanged) this.room.broadcaster.toWand(id, 'adaptation:changed', computed.adaptation);
  }
}
