import type { RoundKind, Spell, SpellAccuracy, SpellCount, SpellId, Summary, SummaryRound } from '@wandcast/protocol';
import { percentWords } from '../../shared/format/percent-text';

/** Counts as people read them: 1,912. */
export function countWords(count: number): string {
  return count.toLocaleString('en-GB');
}

/** "1 cast", "1,912 casts". */
export function manyWords(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

/** "Wednesday 25 November 2026", where the reader is. */
export function dayWords(at: number): string {
  const day = new Date(at);
  const weekday = day.toLocaleDateString('en-GB', { weekday: 'long' });
  return `${weekday} ${day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

export function clockWords(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** "2.4 s". */
export function secondsWords(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** A spell by its name; one that nobody knows any more by its id. */
export function nameIn(spells: readonly Spell[], id: SpellId): string {
  return spells.find((spell) => spell.id === id)?.name ?? id;
}

/** The evening in one line. */
export function openingWords({ people, casts, predicted, fizzled }: Summary): string {
  if (casts === 0)
    return people === 0 ? 'The book is blank: nobody has signed it yet.' : `${wizards(people)}, and no cast yet.`;
  const opening = `${wizards(people)} and ${manyWords(casts, 'cast')}.`;
  if (predicted === 0) return opening;
  return `${opening} The network put a name to ${percentWords((predicted - fizzled) / predicted)} of what it heard.`;
}

function wizards(people: number): string {
  return manyWords(people, 'wizard');
}

/** What became of the casts of the hardest spell. Never the hand's fault. */
export function hardestWords({ asked, right, fizzled, mistaken }: SpellAccuracy, spells: readonly Spell[]): string {
  const heard = right === 0 ? 'none was' : `${countWords(right)} ${right === 1 ? 'was' : 'were'}`;
  const tries = `Of ${manyWords(asked, 'cast')}, ${heard} heard as asked.`;
  const leaning =
    mistaken === null
      ? ''
      : ` The network leant towards ${nameIn(spells, mistaken.spell)} ${timesWords(mistaken.casts)}`;
  if (leaning === '') return `${tries} The rest fizzled before it dared to say anything.`;
  return `${tries}${leaning}${fizzled === 0 ? '.' : `, and let ${countWords(fizzled)} fizzle.`}`;
}

/** "once", "twice", "31 times". */
export function timesWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${countWords(count)} times`;
}

export function favoriteWords({ spell, casts }: SpellCount, spells: readonly Spell[]): string {
  return `The room’s favorite was ${nameIn(spells, spell)}, heard ${timesWords(casts)}.`;
}

const kinds: Readonly<Record<RoundKind, string>> = {
  order: 'Cast it now',
  free: 'Every spell once',
  duel: 'A duel',
  fastest: 'The fastest hand',
  imitate: 'The truest stroke',
};

/** What a round asked for, beside its spell. */
export function kindWords({ kind }: Pick<SummaryRound, 'kind'>): string {
  return kinds[kind];
}

/** How the evening's models got on: from the first that was measured to the last. */
export function learningWords(models: Summary['models']): string {
  const shares = models.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));
  const [first, last] = [shares[0], shares.at(-1)];
  if (first === undefined || last === undefined) return 'No model was measured on people it had not met.';
  if (shares.length === 1) return `It named ${percentWords(first)} right for people it had never met.`;
  return `From ${percentWords(first)} to ${percentWords(last)} right, for people it had never met.`;
}
