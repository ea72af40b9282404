import { NOBODY, overviewFlags, type Spell, type SpellId } from '@wandcast/protocol';
import { percentWords } from '../../../shared/format/percent-text';
import { qualities, states } from './derived-columns';
import type { Overview } from './useOverview';

/** What is wrong with a recording, in a word or two. */
export const qualityWords: Readonly<Record<(typeof qualities)[number], string>> = {
  fine: 'Fine',
  still: 'Held still',
  short: 'Too short',
  gap: 'With gaps',
  slow: 'Slow phone',
  clipped: 'Off the scale',
};

/** A cast in words, for lists. */
export interface CastWords {
  readonly nickname: string;
  /** "Ember", "Discarded", "Nobody said". */
  readonly held: string;
  /** "heard Tide, 88%", "fizzled", "not heard". */
  readonly recognized: string;
  /** It heard something else than the cast is held for. */
  readonly isMisheard: boolean;
  readonly isDiscarded: boolean;
  /** "odder than 99%", and what is wrong with the recording. */
  readonly remarks: string;
  readonly spell: Spell | undefined;
}

export function castWords({ table, judged }: Overview, place: number, spells: readonly Spell[]): CastWords {
  const { columns } = table;
  const [held, recognized] = [judged.held[place] ?? NOBODY, columns.recognized[place] ?? NOBODY];
  const spellOf = (id: SpellId | null): Spell | undefined => spells.find((spell) => spell.id === id);
  const nameOf = (name: number): string => spellOf(table.spellAt(name))?.name ?? table.spellAt(name) ?? '';
  const isDiscarded = states[judged.state[place] ?? 0] === 'discarded';
  const quality = qualities[judged.quality[place] ?? 0] ?? 'fine';
  const odd = judged.odd[place] ?? 0;
  return {
    nickname: table.nickname(place),
    held: isDiscarded ? 'Discarded' : held < 0 ? 'Nobody said' : nameOf(held),
    recognized: heardWords(columns.model[place] ?? NOBODY, recognized, columns.confidence[place] ?? 0, nameOf),
    isMisheard: held >= 0 && recognized >= 0 && held !== recognized,
    isDiscarded,
    remarks: [
      ...(odd > 0 ? [`odder than ${percentWords(Math.min(0.99, odd))}`] : []),
      ...(quality === 'fine' ? [] : [qualityWords[quality].toLowerCase()]),
    ].join(', '),
    spell: spellOf(table.spellAt(held)),
  };
}

function heardWords(model: number, recognized: number, confidence: number, nameOf: (name: number) => string): string {
  if (model < 0) return 'not heard';
  return recognized < 0 ? 'fizzled' : `heard ${nameOf(recognized)}, ${confidence}%`;
}

/** What a moderator reads of how a cast was recorded: "1.9 s, 94 samples a second, longest gap 12 ms, peak 14.2 m/s²". */
export function recordingWords({ table, judged }: Overview, place: number): string {
  const { durationMs, rateHz, maxGapMs, flags } = table.columns;
  const with_ = (flag: keyof typeof overviewFlags, words: string): string[] =>
    ((flags[place] ?? 0) & overviewFlags[flag]) === 0 ? [] : [words];
  return [
    `${((durationMs[place] ?? 0) / 1000).toFixed(1)} s`,
    `${Math.round(rateHz[place] ?? 0)} samples a second`,
    `longest gap ${maxGapMs[place] ?? 0} ms`,
    `peak ${(judged.peak[place] ?? 0).toFixed(1)} m/s²`,
    ...with_('pointer', 'drawn with a finger'),
    ...with_('simulated', 'simulated'),
  ].join(', ');
}

/** "1 cast", "4,012 casts". */
export function castsWords(casts: number): string {
  return `${casts.toLocaleString('en')} ${casts === 1 ? 'cast' : 'casts'}`;
}
