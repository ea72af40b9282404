import type { FromConsole, QueuedCast, QueueState, SimilarCast } from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import { CastPictures } from '../explorer/cast-pictures.service.js';
import { Inference } from '../../models/inference.service.js';
import { agreementOf } from './label-agreement.js';
import { chooseNext, similarityOf, type Candidate } from './next-to-label.js';
import { KeyedQueue } from '../../platform/queues/keyed-queue.js';
import { LEASE_MS } from '../labels/label-lease.js';
import { LabelQueueRepository, type QueueCandidate } from './label-queue.repository.js';
import { BackgroundScoring } from '../scoring/background-scoring.service.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Window of the labeling rate, ms. */
const RATE_MS = 600_000;
/** Newest casts searched for similar ones, and how many are shown. */
const SEARCHED = 2_000;
const SIMILAR = 6;
/** Recent choices remembered per member, so that a new page does not repeat the end of the last one. */
const REMEMBERED = 8;

/** Active learning queue: leases the most informative casts, each to one moderator at a time. */
@RoomPart()
export class LabelQueue {
  private readonly chosen = new Map<string, readonly Candidate[]>();
  /** Counting a large evening takes seconds, and pages ask every second: those who wait for their turn share it. */
  private readonly counts = new KeyedQueue<string>();
  /** Counts that have not begun, by member. */
  private readonly waiting = new Map<string, Promise<QueueState>>();

  constructor(
    private readonly queue: LabelQueueRepository,
    private readonly scoring: BackgroundScoring,
    private readonly pictures: CastPictures,
    private readonly inference: Inference,
    private readonly room: Room,
  ) {}

  show(by: Member): Promise<QueueState> {
    const counted =
      this.waiting.get(by.id) ??
      this.counts.run(by.id, () => {
        this.waiting.delete(by.id);
        return this.count(by);
      });
    this.waiting.set(by.id, counted);
    return counted;
  }

  private async count(by: Member): Promise<QueueState> {
    const { eventId } = this.room;
    const since = new Date(Date.now() - RATE_MS);
    const counts = await this.queue.counts(eventId, by.id, this.inference.model?.id ?? null, since);
    const opinions = await this.queue.opinions(eventId);
    this.scoring.start(); // after the answer was read, which it would delay
    return { ...counts, agreement: agreementOf(opinions) };
  }

  async take(by: Member, { count, only, ...filter }: FromConsole<'queue:take'>): Promise<QueuedCast[]> {
    const wanted = { ...filter, only, eventId: this.room.eventId, memberId: by.id };
    const until = new Date(Date.now() + LEASE_MS);
    await this.queue.renew(filter.except, by.id, until);
    if (only === 'mine') return this.queued((await this.queue.labeledBy(wanted)).slice(0, count));
    const candidates = await this.queue.candidates(wanted);
    const leased = await this.lease(by, candidates, count, until);
    const known = new Map(candidates.map((one) => [one.castId, one]));
    return this.queued(leased.flatMap(({ castId }) => known.get(castId) ?? []));
  }

  /** Adds pictures, and what members said about casts on which they do not agree. */
  private async queued(candidates: readonly QueueCandidate[]): Promise<QueuedCast[]> {
    const castIds = candidates.map(({ castId }) => castId);
    const disputed = candidates.filter(({ slice }) => slice === 'disagreement' || slice === 'unsure');
    const [pictures, opinions] = await Promise.all([
      this.pictures.show({ castIds }),
      disputed.length === 0 ? [] : this.queue.opinionsOn(disputed.map(({ castId }) => castId)),
    ]);
    const known = new Map(candidates.map((one) => [one.castId, one]));
    return pictures.flatMap((picture) => {
      const one = known.get(picture.castId);
      if (one === undefined) return [];
      const { slice, quarantine, guess: spell, confidence, next, runnerUp, shape } = one;
      const guess = confidence === null || runnerUp === null ? null : { spell, confidence, next, runnerUp };
      // A second opinion must be independent, so the first label is hidden.
      const shown = slice === 'second' ? { ...picture, label: null } : picture;
      const said = opinions.filter(({ castId }) => castId === one.castId);
      return [
        {
          ...{ picture: shown, slice, quarantine, guess, shape: shape === null ? null : [...shape] },
          opinions: said.map(({ by, kind, spell: own }) => ({ by, kind, spell: own })),
        },
      ];
    });
  }

  /** Chooses and leases until `count` is reached, because another moderator may lease some first. */
  private async lease(
    by: Member,
    candidates: readonly QueueCandidate[],
    count: number,
    until: Date,
  ): Promise<Candidate[]> {
    let left: readonly Candidate[] = candidates;
    const mine: Candidate[] = [];
    while (mine.length < count && left.length > 0) {
      const recent = [...(this.chosen.get(by.id) ?? []), ...mine];
      const chosen = chooseNext(left, count - mine.length, recent, Math.random);
      const castIds = chosen.map(({ castId }) => castId);
      const taken = await this.queue.lease(castIds, by.id, until);
      mine.push(...chosen.filter(({ castId }) => taken.has(castId)));
      left = left.filter(({ castId }) => !castIds.includes(castId));
    }
    this.chosen.set(by.id, [...(this.chosen.get(by.id) ?? []), ...mine].slice(-REMEMBERED));
    return mine;
  }

  async leave(by: Member): Promise<null> {
    this.chosen.delete(by.id);
    await this.queue.release(this.room.eventId, by.id);
    return null;
  }

  /** Casts with similar shapes, most similar first. */
  async similar({ castId }: FromConsole<'casts:similar'>): Promise<SimilarCast[]> {
    const { eventId } = this.room;
    const shape = await this.queue.findShape(eventId, castId);
    if (shape === undefined) return []; // no shape yet, or deleted
    const shapes = await this.queue.shapesWithSpell(eventId, SEARCHED);
    const nearest = shapes
      .filter((one) => one.castId !== castId)
      .map((one) => ({ ...one, similarity: similarityOf(one.shape, shape) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, SIMILAR);
    const pictures = await this.pictures.show({ castIds: nearest.map((one) => one.castId) });
    const known = new Map(pictures.map((picture) => [picture.castId, picture]));
    return nearest.flatMap((one) => {
      const picture = known.get(one.castId);
      return picture === undefined ? [] : [{ picture, similarity: one.similarity, shape: [...one.shape] }];
    });
  }
}
