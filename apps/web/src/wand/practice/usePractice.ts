import { similarityTo, simulateGlyph, type Similarity } from '@wandcast/gesture';
import type { Spell, SpellId } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { castDifference, differenceText, sketchSimilarity } from '../feedback/cast-advice';
import { THREE_VIBRATION } from '../feedback/cues';
import { vibrate } from '../feedback/vibration';
import { MAX_RECORDING_MS } from '../recording/cast-take';
import type { TraceView } from '../recording/trace-builder';
import { pendingCastTrace } from '../recording/pending-cast-trace';
import { signalOfCast } from '../recording/signal-of-cast';
import { practiceWand } from './practice-wand';
import { sketchPath } from '../recording/sketch-path';
import { useCasting, type Casting } from '../recording/useCasting';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';
import { texts } from '../texts/room-texts';

/** A spell with a glyph. */
export type SpellWithGlyph = Spell & { readonly glyph: string };

/** The result of an attempt. */
export interface Attempt {
  readonly trace: TraceView;
  /** A rough sketch of the movement, as an SVG path in a 100 x 100 box. */
  readonly path: string;
  readonly share: number;
  readonly rating: 'good' | 'fair' | 'poor';
  /** What to change; empty if nothing. */
  readonly advice: () => string;
}

export interface Practice {
  readonly casting: Casting;
  readonly spells: ComputedRef<readonly SpellWithGlyph[]>;
  /** The chosen spell; undefined if no spell has a glyph. */
  readonly spell: ComputedRef<SpellWithGlyph | undefined>;
  readonly last: Readonly<ShallowRef<Attempt | undefined>>;
  /** Good attempts in a row with the chosen spell. */
  readonly streak: Readonly<ShallowRef<number>>;
  choose(spell: SpellWithGlyph): void;
}

/** Minimum similarity of a good and of a fair attempt. Half of the people who draw the right glyph exceed the first. */
const GOOD_SIMILARITY = 0.75;
const FAIR_SIMILARITY = 0.4;

/** Good attempts in a row that are celebrated. */
export const CELEBRATED_STREAK = 3;

/**
 * The similarity to show. How a cast compares in its accelerations decides whether the model will recognize it, but a
 * person sees two lines: a cast whose sketch looks different must not be called equal. Hence the sketch weighs twice as
 * much. It does not decide alone, because the estimate of a small spiral may be far off. A good sketch does not improve
 * a cast that the model would not recognize.
 */
export function shownSimilarity(cast: number, sketch: number): number {
  return Math.min(cast, (cast + 2 * sketch) / 3);
}

/** Feedback on an attempt, shown next to its similarity. */
export function feedbackText({ advice, rating }: Attempt): string {
  return advice() === '' ? texts().practice[rating] : advice();
}

const hasGlyph = (spell: Spell): spell is SpellWithGlyph => spell.glyph !== null;

/**
 * Practice of the spells of the last known book. Attempts are compared with the glyphs on the phone.
 * @param first the spell to begin with
 */
export function usePractice(book: () => readonly Spell[], motion: MotionSensor, first?: SpellId): Practice {
  const chosen = shallowRef<string | undefined>(first);
  const last = shallowRef<Attempt>();
  const streak = shallowRef(0);
  const spells = computed(() => book().filter(hasGlyph));
  const spell = computed(() => spells.value.find(({ id }) => id === chosen.value) ?? spells.value[0]);
  /** Computed lazily at the first attempt: it takes about 0.1 s on a phone. */
  const simulations = computed(() => spells.value.map(({ glyph }) => simulateGlyph(glyph)));

  function toAttempt(cast: PendingCast, { share, nearest }: Similarity, asked: SpellWithGlyph): Attempt {
    const signal = signalOfCast(cast);
    const shown = shownSimilarity(share, sketchSimilarity(signal, asked.glyph));
    const rating = shown >= GOOD_SIMILARITY ? 'good' : shown >= FAIR_SIMILARITY ? 'fair' : 'poor';
    const difference = rating === 'good' ? undefined : castDifference(signal, asked.glyph, MAX_RECORDING_MS);
    const other = spells.value[nearest];
    const isOther = rating !== 'good' && other !== undefined && other.id !== asked.id;
    return {
      trace: pendingCastTrace(cast),
      path: sketchPath(signal),
      share: shown,
      rating,
      advice: () => {
        if (isOther) return texts().practice.nearer(other.name);
        if (difference === undefined || difference.kind === 'same' || difference.kind === 'other') return '';
        return differenceText(difference, asked.name);
      },
    };
  }

  const wand = practiceWand((cast) => {
    const asked = spell.value;
    if (asked === undefined) return;
    const similarity = similarityTo(signalOfCast(cast), simulations.value, spells.value.indexOf(asked));
    const made = toAttempt(cast, similarity, asked);
    last.value = made;
    streak.value = made.rating === 'good' ? streak.value + 1 : 0;
    const isThree = streak.value > 0 && streak.value % CELEBRATED_STREAK === 0;
    if (isThree) vibrate(THREE_VIBRATION);
    const praise = isThree ? ` ${texts().practice.three}` : '';
    announce(`${texts().practice.alike(made.share)}. ${feedbackText(made)}${praise}`);
    casting.again(); // there is no server to answer, so make the ring ready again
  });
  const casting = useCasting(
    wand,
    motion,
    () => ({ model: null, spells: book() }),
    () => undefined,
  );

  return {
    casting,
    spells,
    spell,
    last,
    streak,
    choose({ id }) {
      chosen.value = id;
      last.value = undefined;
      streak.value = 0;
    },
  };
}
