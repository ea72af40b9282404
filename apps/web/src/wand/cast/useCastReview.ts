import type { Spell } from '@wandcast/protocol';
import { computed, watch, type ComputedRef } from 'vue';
import { spokenOutcome } from '../feedback/cast-outcome-text';
import type { CastPhase } from '../recording/useCasting';
import { loadCastAnalysis, loadedAnalysis } from './lazy-analysis';
import { texts } from '../texts/room-texts';

/** What a cast that did not succeed can teach: the spell it is compared with, and the main difference. */
export interface CastLesson {
  readonly spell: Spell & { readonly glyph: string };
  /** One sentence; empty if nothing certain can be said. */
  readonly text: string;
}

export interface CastReview {
  /** The estimated path of the finished cast as an SVG path in a 100 x 100 box; empty before. */
  readonly path: ComputedRef<string>;
  /** Whether another spell than the one the round asks for was recognized. */
  readonly isMistaken: ComputedRef<boolean>;
  /** Undefined if the cast succeeded, or resembles no spell that has a glyph. */
  readonly lesson: ComputedRef<CastLesson | undefined>;
  /** A cast that did not succeed in one or two sentences, for screen readers; undefined if it did. */
  readonly spokenFailure: () => string | undefined;
}

/**
 * Reviews the finished cast. Nothing is computed before its samples are on their way.
 * @param asked the spell that the round asks for
 */
export function useCastReview(phase: () => CastPhase, asked: () => Spell | null | undefined): CastReview {
  watch(
    () => phase().kind,
    () => {
      if (loadedAnalysis.value === undefined) loadCastAnalysis().catch(() => undefined); // tried again with the next cast
    },
    { immediate: true },
  );
  const analysis = computed(() => {
    const now = phase();
    return now.kind === 'answered' ? loadedAnalysis.value?.(now.samples) : undefined;
  });
  const path = computed(() => analysis.value?.path ?? '');
  const isMistaken = computed(() => {
    const [now, wanted] = [phase(), asked()];
    if (wanted == null || now.kind !== 'answered' || now.outcome.kind !== 'recognized') return false;
    return now.outcome.spell.id !== wanted.id;
  });
  /** The spell to compare with: the requested one, otherwise the one it almost was. */
  const reference = computed(() => {
    const now = phase();
    if (now.kind !== 'answered') return undefined;
    if (isMistaken.value) return asked() ?? undefined;
    return now.outcome.kind === 'fizzled' ? (asked() ?? now.outcome.almost) : undefined;
  });
  const lesson = computed((): CastLesson | undefined => {
    const spell = reference.value;
    if (spell?.glyph == null || spell.secondGlyph !== undefined) return undefined; // which of two was meant is unknown
    const text = analysis.value?.differenceFrom(spell.glyph, spell.name);
    return text === undefined ? undefined : { spell: { ...spell, glyph: spell.glyph }, text };
  });
  function spokenFailure(): string | undefined {
    const now = phase();
    if (now.kind !== 'answered' || (!isMistaken.value && now.outcome.kind !== 'fizzled')) return undefined;
    const not = isMistaken.value ? `${texts().cast.not(asked()?.name ?? '')}. ` : '';
    return `${not}${spokenOutcome(now.outcome)} ${lesson.value?.text ?? ''}`.trim();
  }
  return { path, isMistaken, lesson, spokenFailure };
}
