import { NONE, overviewFlags, type Spell, type SpellId } from '@wandcast/protocol';
import { qualities, states } from './derived-columns';
import type { Overview } from './useOverview';
import { spellName } from '../../../shared/format/spell-name';
import { texts } from '../../texts/console-texts';

/** Texts of a cast, for lists. */
export interface CastText {
  readonly nickname: string;
  /** "Ember", "Discarded", "No label" */
  readonly label: string;
  /** "recognized Tide, 88%", "fizzled", "not scored" */
  readonly recognized: string;
  /** The model recognized a different spell than the label. */
  readonly isMisrecognized: boolean;
  readonly isDiscarded: boolean;
  /** "more unusual than 99%", and flaws of the recording */
  readonly remarks: string;
  readonly spell: Spell | undefined;
}

export function castText({ table, derived }: Overview, place: number, spells: readonly Spell[]): CastText {
  const { columns } = table;
  const [label, recognized] = [derived.currentLabel[place] ?? NONE, columns.recognized[place] ?? NONE];
  const spellOf = (id: SpellId | null): Spell | undefined => spells.find((spell) => spell.id === id);
  const nameOf = (index: number): string => {
    const id = table.spellAt(index);
    return id === null ? '' : spellName(spells, id);
  };
  const isDiscarded = states[derived.state[place] ?? 0] === 'discarded';
  const quality = qualities[derived.quality[place] ?? 0] ?? 'fine';
  const outlierScore = derived.outlierScores[place] ?? 0;
  return {
    nickname: table.nickname(place),
    label: isDiscarded ? texts().label.discarded : label < 0 ? texts().label.unlabeled : nameOf(label),
    recognized: recognizedText(columns.model[place] ?? NONE, recognized, columns.confidence[place] ?? 0, nameOf),
    isMisrecognized: label >= 0 && recognized >= 0 && label !== recognized,
    isDiscarded,
    remarks: [
      ...(outlierScore > 0
        ? [texts().explore.cast.outlierScore(texts().format.numbers.chance(Math.min(0.99, outlierScore)))]
        : []),
      ...(quality === 'fine' ? [] : [texts().explore.flaws[quality]]),
    ].join(', '),
    spell: spellOf(table.spellAt(label)),
  };
}

function recognizedText(
  model: number,
  recognized: number,
  confidence: number,
  nameOf: (index: number) => string,
): string {
  const { notScored, fizzled, recognized: recognizedAs } = texts().explore.cast;
  if (model < 0) return notScored;
  return recognized < 0 ? fizzled : recognizedAs(nameOf(recognized), texts().format.percent(confidence / 100));
}

/** How a cast was recorded: "1.9 s, 94 samples per second, longest gap 12 ms, peak 14.2 m/s²". */
export function recordingText({ table, derived }: Overview, place: number): string {
  const { durationMs, rateHz, maxGapMs, flags } = table.columns;
  const { facts } = texts().explore;
  const withFlag = (flag: keyof typeof overviewFlags, text: string): string[] =>
    ((flags[place] ?? 0) & overviewFlags[flag]) === 0 ? [] : [text];
  return [
    facts.duration(texts().format.decimal((durationMs[place] ?? 0) / 1000)),
    facts.rate(Math.round(rateHz[place] ?? 0)),
    facts.gap(maxGapMs[place] ?? 0),
    facts.peak(texts().format.decimal(derived.peak[place] ?? 0)),
    ...withFlag('pointer', facts.pointer),
    ...withFlag('simulated', facts.simulated),
  ].join(', ');
}
