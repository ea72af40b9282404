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
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import type { OpenCast } from '../ingest/open-cast.js';
import { storedSignal } from '../storage/stored-signal.js';
import { ConfirmedCastsRepository } from './confirmed-casts.repository.js';
import { newestOfEachSpell } from './newest-of-each-spell.js';

/** Most people in memory, about 60 kB each; the one unused for longest is dropped, and read again when they return. */
const MAX_PEOPLE = 300;

/** What is known of a participant. Computed from stored casts, so that it survives restarts and is equal on all nodes. */
interface Person {
  /** What the model `modelId` makes of their confirmed casts. */
  modelId: string | undefined;
  views: ReadonlyMap<CastId, SharedView>;
  adaptation: Adaptation | null;
  /** Undefined if it has to be computed again. */
  adapter: Promise<ModelAdapter | undefined> | undefined;
}

/**
 * Adapters for the participants of a room ("your wand knows you"): their answers lean on their own confirmed casts. In a
 * scored round everyone is judged by the shared model alone (docs/decisions/recognition/personal-adapter.md).
 */
@RoomPart()
export class PersonalAdapters implements RoomLifecycle {
  /** The person used last comes last. */
  private readonly people = new Map<ParticipantId, Person>();
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
      const owners = [...this.people].filter(([, { views }]) => castIds.some((castId) => views.has(castId)));
      for (const [id] of owners) this.renew(id);
    });
    events.on('participant:forgotten', (id) => {
      this.people.delete(id);
    });
    const expireAll = (): void => {
      for (const id of this.people.keys()) this.expire(id);
    };
    for (const name of ['casts:labeled', 'casts:scored', 'rounds:changed', 'model:activated'] as const)
      events.on(name, expireAll);
    for (const kind of ['taught', 'refreshed'] as const) bus.on(kind, expireAll);
  }

  /** What the participant's answers lean on, as far as known; what changes is sent once it is computed. */
  welcomed(id: ParticipantId): Adaptation | null {
    this.renew(id); // another node may have stored casts since
    return this.people.get(id)?.adaptation ?? null;
  }

  /** Recognizes a complete cast, in the way of its caster outside of scored rounds. */
  async recognize(id: ParticipantId, { live, beganAt }: OpenCast): Promise<Recognition | null> {
    const signal = live.signal();
    if (this.isScored(beganAt ?? Date.now())) return this.inference.recognize(signal);
    const adapter = await this.adapterOf(id);
    return adapter === undefined
      ? this.inference.recognize(signal)
      : this.inference.recognizePersonally(signal, adapter);
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
    this.renew(id);
    await this.adapterOf(id);
    return null;
  }

  /** Computes the adapter again, now. */
  private renew(id: ParticipantId): void {
    this.expire(id);
    void this.adapterOf(id);
  }

  /** Computes the adapter again with the next cast. */
  private expire(id: ParticipantId): void {
    const person = this.people.get(id);
    if (person !== undefined) person.adapter = undefined;
  }

  private adapterOf(id: ParticipantId): Promise<ModelAdapter | undefined> {
    const person = this.people.get(id) ?? {
      modelId: undefined,
      views: new Map(),
      adaptation: null,
      adapter: undefined,
    };
    this.people.delete(id);
    this.people.set(id, person);
    for (const [oldest] of this.people) {
      if (this.people.size <= MAX_PEOPLE) break;
      this.people.delete(oldest);
    }
    if (person.adapter !== undefined) return person.adapter;
    const adapter: Promise<ModelAdapter | undefined> = this.compute(
      id,
      person,
      () => person.adapter === undefined || person.adapter === adapter,
    ).catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not adapt to a participant');
      this.expire(id);
      return undefined;
    });
    return (person.adapter = adapter);
  }

  /** @param isNewest whether no later computation has begun */
  private async compute(id: ParticipantId, person: Person, isNewest: () => boolean): Promise<ModelAdapter | undefined> {
    const { model } = this.inference;
    if (model === null) return undefined;
    const casts = newestOfEachSpell(await this.confirmed.list(id), model.spells);
    const known = person.modelId === model.id ? person.views : new Map<CastId, SharedView>();
    const unseen = casts.filter((cast) => !known.has(cast.id)).map((cast) => cast.id);
    const samples = unseen.length === 0 ? [] : await this.confirmed.listSamples(unseen);
    const seen = samples.length === 0 ? [] : await this.inference.sharedViewsOf(samples.map(storedSignal), model.id);
    const added = new Map(samples.map((cast, i) => [cast.id, seen?.[i]]));
    const views = casts.flatMap(({ id: castId, spell }) => {
      const view = known.get(castId) ?? added.get(castId);
      return view === undefined ? [] : [{ castId, view, spell: model.spells.indexOf(spell) }];
    });
    if (isNewest()) {
      [person.modelId, person.views] = [model.id, new Map(views.map(({ castId, view }) => [castId, view]))];
      const spells = new Set(views.map(({ spell }) => spell)).size;
      this.announce(id, person, views.length === 0 ? null : { casts: views.length, spells });
    }
    if (views.length === 0) return undefined;
    return { modelId: model.id, adapter: PersonalAdapter.fit(views.map(({ view, spell }) => ({ ...view, spell }))) };
  }

  private announce(id: ParticipantId, person: Person, adaptation: Adaptation | null): void {
    if (JSON.stringify(adaptation) === JSON.stringify(person.adaptation)) return;
    person.adaptation = adaptation;
    this.room.broadcaster.toWand(id, 'adaptation:changed', adaptation);
  }
}
