import { parseGlyph, simulateCast, type Random, type Stroke } from '@wandcast/gesture';
import type { CastId, Profile, StoredCast } from '@wandcast/protocol';
import type { RoomAddress } from '../room-client/join-room.js';
import { applyMistake } from './cast-mistakes.js';
import { newMemory, nextAction, type Action } from './next-action.js';
import { observe } from './observation.js';
import type { RehearsalStats } from './rehearsal-stats.js';
import { sleepOrAbort, type Shutdown } from './shutdown.js';
import { SimulatedPhone } from './simulated-phone.js';
import { randomHabits, type Habits } from './wizard-habits.js';

type CastAction = Extract<Action, { kind: 'cast' }>;

/** How long a wizard waits for a result: longer if earlier casts are still unanswered, ms. */
const RESULT_WAIT_MS = 3_000;
const BACKLOG_WAIT_MS = 15_000;
/** How long to wait for unanswered casts when the rehearsal ends, ms. */
const FINISH_TIMEOUT_MS = 20_000;

/** One simulated person, who acts only on what the phone shows. */
export class SimulatedWizard {
  private readonly phone: SimulatedPhone;
  private readonly habits: Habits;
  private readonly unanswered = new Map<CastId, CastAction>();
  private memory = newMemory;
  /** Ends the current rest early. */
  private endRest: () => void = () => undefined;

  constructor(
    room: RoomAddress,
    profile: Profile,
    private readonly random: Random,
    private readonly stats: RehearsalStats,
    private readonly shutdown: Shutdown,
  ) {
    this.habits = randomHabits(random);
    const changed = (): void => {
      this.endRest();
    };
    this.phone = new SimulatedPhone(room, profile, {
      changed,
      stored: (castId, stored) => {
        this.onStored(castId, stored);
      },
      refused: () => {
        stats.refused++;
        changed();
      },
    });
    shutdown.finishing.addEventListener('abort', changed);
    shutdown.leaving.addEventListener('abort', () => {
      this.phone.close();
      changed();
    });
  }

  /** @returns the code of the next event once this one is over  @throws UsageError if the room refuses */
  async attend(): Promise<string | undefined> {
    await this.phone.open(this.shutdown.leaving);
    this.stats.came++;
    try {
      return await this.actUntilOver();
    } finally {
      this.stats.left++;
      this.stats.waiting += this.phone.waiting;
      this.phone.close();
    }
  }

  private async actUntilOver(): Promise<string | undefined> {
    for (;;) {
      if (this.shutdown.finishing.aborted) return this.waitForAnswers();
      const { state } = this.phone;
      if (state.kind === 'over') return state.next.code;
      if (state.kind !== 'joined' && state.kind !== 'lost') return undefined; // removed from the room
      const observation = observe(state.welcome);
      const next = nextAction(observation, this.habits, this.memory, this.phone.serverNow(), this.random);
      this.memory = next.memory;
      await this.do(next.action);
    }
  }

  private async do(action: Action): Promise<void> {
    switch (action.kind) {
      case 'rest':
        return this.rest(action.ms);
      case 'away':
        this.phone.close();
        await sleepOrAbort(action.ms, this.shutdown.finishing);
        return this.reopen('returns');
      case 'react':
        this.phone.react(action.reaction);
        return;
      case 'cast': {
        const castId = await this.cast(action);
        if (action.reloads) {
          this.phone.close(); // pending casts are resent by the next page
          return this.reopen('reloads');
        }
        const until = performance.now() + (this.phone.waiting > 1 ? BACKLOG_WAIT_MS : RESULT_WAIT_MS);
        while (castId !== undefined && this.phone.isWaitingFor(castId) && !this.isLeaving && performance.now() < until)
          await this.rest(until - performance.now());
      }
    }
  }

  private async cast(action: CastAction): Promise<CastId | undefined> {
    const { intent, spell, drawn, mistake } = action;
    const signal = applyMistake(
      simulateCast(strokeOf(drawn.glyph), this.habits.person, this.random),
      mistake,
      this.random,
    );
    const castId = await this.phone.cast(signal, { intent, spell: intent === 'teach' ? spell : null });
    if (castId === undefined) return undefined;
    this.unanswered.set(castId, action);
    this.stats.casts++;
    return castId;
  }

  private onStored(castId: CastId, { recognition }: StoredCast): void {
    const action = this.unanswered.get(castId);
    this.unanswered.delete(castId);
    this.stats.stored++;
    if (action?.intent === 'teach') this.stats.taught++;
    else if (action !== undefined && recognition?.spell === action.drawn.id) this.stats.recognized++;
    this.endRest();
  }

  private get isLeaving(): boolean {
    return this.shutdown.leaving.aborted;
  }

  private async reopen(counter: 'returns' | 'reloads'): Promise<void> {
    if (this.isLeaving) return;
    await this.phone.open(this.shutdown.leaving);
    this.stats[counter]++;
  }

  /** Rests for `ms` or until something changes; null rests until a change. */
  private rest(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(() => { this.endRest(); }, ms); // prettier-ignore
      this.endRest = () => {
        clearTimeout(timer);
        this.endRest = () => undefined;
        resolve();
      };
    });
  }

  private async waitForAnswers(): Promise<undefined> {
    const until = performance.now() + FINISH_TIMEOUT_MS;
    while (this.phone.waiting > 0 && !this.isLeaving && performance.now() < until)
      await this.rest(until - performance.now());
    return undefined;
  }
}

/** Parsed glyphs. Every wizard casts the same few. */
const strokes = new Map<string, Stroke>();

function strokeOf(glyph: string): Stroke {
  const known = strokes.get(glyph) ?? parseGlyph(glyph);
  strokes.set(glyph, known);
  return known;
}
