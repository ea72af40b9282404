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

/** A spell that has a drawing to practice. */
export type Drawn = Spell & { readonly glyph: string };

/** What came of one try. */
export interface Try {
  readonly trace: TraceView;
  /** SVG path in a 100 x 100 box. A rough sketch. */
  readonly path: string;
  readonly share: number;
  /** A spell that it is closer to; undefined if there is none. */
  readonly nearer: Spell | undefined;
  readonly verdict: 'well' | 'near' | 'far';
}

export interface Practice {
  readonly casting: Casting;
  readonly spells: ComputedRef<readonly Drawn[]>;
  /** What is practiced; undefined where no spell has a drawing. */
  readonly spell: ComputedRef<Drawn | undefined>;
  readonly last: Readonly<ShallowRef<Try | undefined>>;
  choose(spell: Drawn): void;
}

/** From these shares on a try is good, or nearly so: of people who draw what is asked for half are above the first. */
const WELL = 0.75;
const NEAR = 0.4;

/** What one is told of a try, beside how alike it is. */
export function said({ nearer, verdict }: Try): string {
  return nearer === undefined ? texts().practice[verdict] : texts().practice.nearer(nearer.name);
}

const hasDrawing = (spell: Spell): spell is Drawn => spell.glyph !== null;

/** Practicing the spells of a book as last heard of, without a room: each try is compared with the drawing, here. */
export function usePractice(book: () => readonly Spell[], motion: MotionSensor): Practice {
  const chosen = shallowRef<string>();
  const last = shallowRef<Try>();
  const spells = computed(() => book().filter(hasDrawing));
  const spell = computed(() => spells.value.find(({ id }) => id === chosen.value) ?? spells.value[0]);
  /** Computed when the first try is there: it takes a tenth of a second on a phone. */
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
    casting.again(); // nobody answers: the ring is ready for the next
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
