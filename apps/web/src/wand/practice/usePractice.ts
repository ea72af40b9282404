import { similarityTo, signalOf, simulateGlyph, type Similarity } from '@wandcast/gesture';
import { bytesToWords, type Spell } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import type { TraceView } from '../recording/live-trace';
import { pendingCastTrace } from '../recording/pending-cast-trace';
import { practiceWand } from './practice-wand';
import { sketchLine } from '../recording/sketch-path';
import { useCasting, type Casting } from '../recording/useCasting';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';
import { texts } from '../texts/room-texts';

/** A spell with a glyph. */
export type Drawn = Spell & { readonly glyph: string };

/** The result of an attempt. */
export interface Try {
  readonly trace: TraceView;
  /** A rough sketch of the movement, as an SVG path in a 100 x 100 box. */
  readonly path: string;
  readonly share: number;
  /** Another spell that is more similar; undefined if there is none. */
  readonly nearer: Spell | undefined;
  readonly verdict: 'well' | 'near' | 'far';
}

export interface Practice {
  readonly casting: Casting;
  readonly spells: ComputedRef<readonly Drawn[]>;
  /** The chosen spell; undefined if no spell has a glyph. */
  readonly spell: ComputedRef<Drawn | undefined>;
  readonly last: Readonly<ShallowRef<Try | undefined>>;
  choose(spell: Drawn): void;
}

/** Minimum similarity of a good and of a fair attempt. Half of the people who draw the right glyph exceed the first. */
const WELL = 0.75;
const NEAR = 0.4;

/** Feedback on an attempt, shown next to its similarity. */
export function said({ nearer, verdict }: Try): string {
  return nearer === undefined ? texts().practice[verdict] : texts().practice.nearer(nearer.name);
}

const hasDrawing = (spell: Spell): spell is Drawn => spell.glyph !== null;

/** Practice of the spells of the last known book. Attempts are compared with the glyphs on the phone. */
export function usePractice(book: () => readonly Spell[], motion: MotionSensor): Practice {
  const chosen = shallowRef<string>();
  const last = shallowRef<Try>();
  const spells = computed(() => book().filter(hasDrawing));
  const spell = computed(() => spells.value.find(({ id }) => id === chosen.value) ?? spells.value[0]);
  /** Computed lazily at the first attempt: it takes about 0.1 s on a phone. */
  const trials = computed(() => spells.value.map(({ glyph }) => simulateGlyph(glyph)));

  function judged(cast: PendingCast, { share, nearest }: Similarity, asked: Drawn): Try {
    const { samples, ...packed } = cast;
    const other = spells.value[nearest];
    return {
      trace: pendingCastTrace(cast),
      path: sketchLine(signalOf({ ...packed, words: bytesToWords(samples) })),
      share,
      nearer: other === undefined || other.id === asked.id ? undefined : other,
      verdict: share >= WELL ? 'well' : share >= NEAR ? 'near' : 'far',
    };
  }

  const wand = practiceWand((cast) => {
    const asked = spell.value;
    if (asked === undefined) return;
    const { samples, ...packed } = cast;
    const signal = signalOf({ ...packed, words: bytesToWords(samples) });
    const made = judged(cast, similarityTo(signal, trials.value, spells.value.indexOf(asked)), asked);
    last.value = made;
    announce(`${texts().practice.alike(made.share)}. ${said(made)}`);
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
