import { similarityTo, simulateGlyph, type Similarity } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
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
  /** Another spell that is more similar; undefined if there is none. */
  readonly nearer: Spell | undefined;
  readonly rating: 'good' | 'fair' | 'poor';
}

export interface Practice {
  readonly casting: Casting;
  readonly spells: ComputedRef<readonly SpellWithGlyph[]>;
  /** The chosen spell; undefined if no spell has a glyph. */
  readonly spell: ComputedRef<SpellWithGlyph | undefined>;
  readonly last: Readonly<ShallowRef<Attempt | undefined>>;
  choose(spell: SpellWithGlyph): void;
}

/** Minimum similarity of a good and of a fair attempt. Half of the people who draw the right glyph exceed the first. */
const GOOD_SIMILARITY = 0.75;
const FAIR_SIMILARITY = 0.4;

/** Feedback on an attempt, shown next to its similarity. */
export function feedbackText({ nearer, rating }: Attempt): string {
  return nearer === undefined ? texts().practice[rating] : texts().practice.nearer(nearer.name);
}

const hasGlyph = (spell: Spell): spell is SpellWithGlyph => spell.glyph !== null;

/** Practice of the spells of the last known book. Attempts are compared with the glyphs on the phone. */
export function usePractice(book: () => readonly Spell[], motion: MotionSensor): Practice {
  const chosen = shallowRef<string>();
  const last = shallowRef<Attempt>();
  const spells = computed(() => book().filter(hasGlyph));
  const spell = computed(() => spells.value.find(({ id }) => id === chosen.value) ?? spells.value[0]);
  /** Computed lazily at the first attempt: it takes about 0.1 s on a phone. */
  const simulations = computed(() => spells.value.map(({ glyph }) => simulateGlyph(glyph)));

  function toAttempt(cast: PendingCast, { share, nearest }: Similarity, asked: SpellWithGlyph): Attempt {
    const other = spells.value[nearest];
    return {
      trace: pendingCastTrace(cast),
      path: sketchPath(signalOfCast(cast)),
      share,
      nearer: other === undefined || other.id === asked.id ? undefined : other,
      rating: share >= GOOD_SIMILARITY ? 'good' : share >= FAIR_SIMILARITY ? 'fair' : 'poor',
    };
  }

  const wand = practiceWand((cast) => {
    const asked = spell.value;
    if (asked === undefined) return;
    const similarity = similarityTo(signalOfCast(cast), simulations.value, spells.value.indexOf(asked));
    const made = toAttempt(cast, similarity, asked);
    last.value = made;
    announce(`${texts().practice.alike(made.share)}. ${feedbackText(made)}`);
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
    choose({ id }) {
      chosen.value = id;
      last.value = undefined;
    },
  };
}
