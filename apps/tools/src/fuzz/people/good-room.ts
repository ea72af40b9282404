import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook, type Random } from '@wandcast/gesture';
import { newKey, type Wand } from '@wandcast/wand';
import pg from 'pg';
import { joinRoom } from '../../room-client/join-room.js';
import { performCast } from '../../room-client/perform-cast.js';
import { simulatedProfile } from '../../room-client/simulated-profile.js';
import type { Canaries } from '../oracle/canaries.js';
import type { Findings } from '../oracle/findings.js';
import type { World } from './world.js';

/** Faster than people move, so that casts are in progress most of the time. */
const SPEED = 4;

/** Mean pause of a wand between two casts, ms for each wand: together they cast about 30 times a second at most. */
const PAUSE_MS = 30;

/** How often a wand that waits for an answer looks whether the event is over, ms. */
const LOOK_MS = 1_000;

/** How long an answer may take after the end, ms. */
const LAST_ANSWER_MS = 5_000;

/** Cast ids that are planted as canaries: those of the first casts, which stay in the room. */
const PLANTED = 12;

interface Acknowledged {
  readonly castId: string;
  readonly keyHash: string;
}

/** Well-behaved wands that cast beside the hostile clients. What the server acknowledges must be stored, and theirs. */
export class GoodRoom {
  readonly ackMs: number[] = [];
  private readonly acknowledged: Acknowledged[] = [];
  private readonly leaving = new AbortController();
  private people: Promise<void>[] = [];
  /** Resolves when the room may cast. */
  private turn: Promise<void> = Promise.resolve();
  /** Shared by all wands that find the room closed. */
  private reopening: Promise<void> | undefined;

  constructor(
    private readonly wands: number,
    private readonly url: string,
    private readonly world: World,
    private readonly canaries: Canaries,
    private readonly findings: Findings,
    private readonly reopen: () => Promise<void>,
    /** Aborts when the server has ended. */
    private readonly gone: AbortSignal,
  ) {}

  get castIds(): readonly string[] {
    return this.acknowledged.map(({ castId }) => castId);
  }

  get casts(): number {
    return this.acknowledged.length;
  }

  /** Resolves when each wand has an acknowledged cast. */
  async start(): Promise<void> {
    const begun = Array.from({ length: this.wands }, (_, n) => {
      let isCasting: () => void = () => undefined;
      const first = new Promise<void>((resolve) => (isCasting = resolve));
      this.people.push(this.attend(n, isCasting));
      return first;
    });
    await Promise.race([Promise.all(begun), Promise.all(this.people)]);
  }

  /** Nobody casts until the task has ended. @returns its result */
  async whileQuiet<T>(task: () => Promise<T>): Promise<T> {
    let end: () => void = () => undefined;
    this.turn = new Promise<void>((resolve) => (end = resolve));
    return task().finally(end);
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await Promise.all(this.people);
    this.people = [];
  }

  /** Looks for every acknowledged cast in the database, with its owner. */
  async verify(databaseUrl: string): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ id: string; key: string }>(
      `SELECT c.id, encode(p.key_hash, 'hex') AS key FROM casts c JOIN participants p ON p.id = c.participant_id
       WHERE c.id = ANY($1::uuid[])`,
      [this.acknowledged.map(({ castId }) => castId)],
    );
    await client.end();
    const owners = new Map(rows.map(({ id, key }) => [id, key]));
    for (const { castId, keyHash } of this.acknowledged)
      if (owners.get(castId) !== keyHash)
        this.findings.add('lost', null, `cast ${castId}`, owners.get(castId) ?? 'missing');
  }

  /** One person, who follows the room into the next event. */
  private async attend(n: number, onFirst: () => void): Promise<void> {
    const key = newKey();
    const keyHash = createHash('sha256').update(key).digest('hex');
    for (const text of [key, keyHash]) this.canaries.plant(text, 'nobody');
    const random = seeded(n + 1);
    const leaving = AbortSignal.any([this.leaving.signal, this.gone]);
    const isLeaving = (): boolean => leaving.aborted;
    while (!isLeaving()) {
      const room = { url: this.url, code: this.world.code };
      const joined = await joinRoom(room, simulatedProfile(n), { key, signal: leaving }).catch(async () => {
        if (!isLeaving()) await this.openAgain(); // locked, or over, by a fuzzed moderator
        return undefined;
      });
      if (joined === undefined) continue;
      const { wand, welcome } = joined;
      this.world.spare(welcome.participant.id);
      try {
        while (!isLeaving() && !isOver(wand)) {
          await this.turn;
          await this.cast(wand, random, keyHash, onFirst);
          const pauseMs = 2 * random() * PAUSE_MS * this.wands;
          await sleep(pauseMs, undefined, { signal: leaving }).catch(() => undefined);
        }
      } finally {
        wand.leave();
      }
    }
  }

  private openAgain(): Promise<void> {
    this.reopening ??= this.reopen()
      .catch(() => undefined)
      .finally(() => {
        this.reopening = undefined;
      });
    return this.reopening;
  }

  /** Resolves some time after the event is over, or the run: then no answer comes any more. */
  private async givenUp(wand: Wand, isAnswered: AbortSignal): Promise<undefined> {
    while (!isAnswered.aborted) {
      const isEnding = this.leaving.signal.aborted || this.gone.aborted || isOver(wand);
      await sleep(isEnding ? LAST_ANSWER_MS : LOOK_MS, undefined, { signal: isAnswered }).catch(() => undefined);
      if (isEnding) return;
    }
  }

  private async cast(wand: Wand, random: Random, keyHash: string, onStored: () => void): Promise<void> {
    const { glyph } = starterSpellbook[Math.floor(random() * starterSpellbook.length)] ?? {};
    const signal = simulateCast(parseGlyph(glyph ?? 'M0 0 L90 90'), simulatePerson(random), random, { gravity: true });
    const options = { intent: 'cast', spell: null, source: 'simulated', speed: SPEED } as const;
    const answered = new AbortController();
    const result = await Promise.race([performCast(wand, signal, options), this.givenUp(wand, answered.signal)]);
    answered.abort();
    if (result === undefined) return;
    if (result.kind === 'refused') {
      if (result.failure.code !== 'event-over') this.findings.add('refused', null, 'a good cast', result.failure.code);
      return;
    }
    this.ackMs.push(result.ackMs);
    this.acknowledged.push({ castId: result.castId, keyHash });
    if (this.acknowledged.length <= PLANTED) this.canaries.plant(result.castId, 'hall');
    onStored();
  }
}

const isOver = (wand: Wand): boolean => wand.state.kind === 'over' || wand.state.kind === 'refused';
