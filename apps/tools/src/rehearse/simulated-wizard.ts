import { parseGlyph, simulateCast, type Random, type Stroke } from '@wandcast/gesture';
import type { CastId, Profile, StoredCast } from '@wandcast/protocol';
import { habitsOf, type Habits } from './wizard-habits.js';
import { Phone } from './simulated-phone.js';
import { seenOn } from './observation.js';
import { pause, type Ends } from './shutdown.js';
import { slipped } from './cast-mistakes.js';
import type { Tally } from './rehearsal-stats.js';
import { newMind, whatNow, type Act } from './next-action.js';

type Cast = Extract<Act, { kind: 'cast' }>;

/** People look at what came of their cast for so long at most, and where the phone says that others wait too, ms. */
const LOOK_MS = 3_000;
const WAIT_MS = 15_000;
/** What is on its way when time is up is waited for so long, ms. */
const SETTLE_MS = 20_000;

/** One simulated person: lives an evening by what the phone hears. */
export class Wizard {
  private readonly phone: Phone;
  private readonly habits: Habits;
  private readonly cast = new Map<CastId, Cast>();
  private mind = newMind;
  /** Ends the rest that is taken now. */
  private wake: () => void = () => undefined;

  constructor(
    room: { readonly url: string; readonly code: string },
    profile: Profile,
    private readonly random: Random,
    private readonly tally: Tally,
    private readonly ends: Ends,
  ) {
    this.habits = habitsOf(random);
    const news = (): void => {
      this.wake();
    };
    this.phone = new Phone(room, profile, {
      news,
      stored: (castId, stored) => {
        this.stored(castId, stored);
      },
      refused: () => {
        tally.refused++;
        news();
      },
    });
    ends.resting.addEventListener('abort', news);
    ends.leaving.addEventListener('abort', () => {
      this.phone.close();
      news();
    });
  }

  /** @returns the code of the next evening once this one is over  @throws UsageError where the room does not let them in */
  async attend(): Promise<string | undefined> {
    await this.phone.open(this.ends.leaving);
    this.tally.came++;
    try {
      return await this.live();
    } finally {
      this.tally.left++;
      this.tally.waiting += this.phone.waiting;
      this.phone.close();
    }
  }

  private async live(): Promise<string | undefined> {
    for (;;) {
      if (this.ends.resting.aborted) return this.settle();
      const { state } = this.phone;
      if (state.kind === 'over') return state.next.code;
      if (state.kind !== 'joined' && state.kind !== 'lost') return undefined; // shown out
      const seen = seenOn(state.welcome);
      const { act, mind } = whatNow(seen, this.habits, this.mind, this.phone.serverNow(), this.random);
      this.mind = mind;
      await this.do(act);
    }
  }

  private async do(act: Act): Promise<void> {
    switch (act.kind) {
      case 'rest':
        return this.rest(act.ms);
      case 'away':
        this.phone.close();
        await pause(act.ms, this.ends.resting);
        return this.reopen('returns');
      case 'cast': {
        const castId = await this.draw(act);
        if (act.reloads) {
          this.phone.close(); // what has no answer yet is kept, and sent again by the next page
          return this.reopen('reloads');
        }
        const until = performance.now() + (this.phone.waiting > 1 ? WAIT_MS : LOOK_MS);
        while (castId !== undefined && this.phone.isWaitingFor(castId) && this.isAwake && performance.now() < until)
          await this.rest(until - performance.now());
      }
    }
  }

  private async draw(act: Cast): Promise<CastId | undefined> {
    const { intent, said, drawn, slip } = act;
    const signal = slipped(simulateCast(strokeOf(drawn.glyph), this.habits.person, this.random), slip, this.random);
    const castId = await this.phone.cast(signal, { intent, spell: intent === 'teach' ? said : null });
    if (castId === undefined) return undefined;
    this.cast.set(castId, act);
    this.tally.casts++;
    return castId;
  }

  private stored(castId: CastId, { recognition }: StoredCast): void {
    const act = this.cast.get(castId);
    this.cast.delete(castId);
    this.tally.stored++;
    if (act?.intent === 'teach') this.tally.taught++;
    else if (act !== undefined && recognition?.spell === act.drawn.id) this.tally.recognized++;
    this.wake();
  }

  private get isAwake(): boolean {
    return !this.ends.leaving.aborted;
  }

  private async reopen(why: 'returns' | 'reloads'): Promise<void> {
    if (!this.isAwake) return;
    await this.phone.open(this.ends.leaving);
    this.tally[why]++;
  }

  /** For so long, or until there is something new. */
  private rest(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(() => { this.wake(); }, ms); // prettier-ignore
      this.wake = () => {
        clearTimeout(timer);
        this.wake = () => undefined;
        resolve();
      };
    });
  }

  private async settle(): Promise<undefined> {
    const until = performance.now() + SETTLE_MS;
    while (this.phone.waiting > 0 && this.isAwake && performance.now() < until)
      await this.rest(until - performance.now());
    return undefined;
  }
}

const strokes = new Map<string, Stroke>();

/** A room casts the same few glyphs over and over. */
function strokeOf(glyph: string): Stroke {
  const known = strokes.get(glyph) ?? parseGlyph(glyph);
  strokes.set(glyph, known);
  return known;
}
