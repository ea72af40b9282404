import type { Step, Spell } from '@wandcast/protocol';
import { durationText } from '../../../shared/format/duration-text';
import { texts } from '../../texts/console-texts';
import { spellName } from '../../../shared/format/spell-name';
import { challengeText } from '../rounds/round-text';
import { beginsRound } from './step-order';

type Named = Pick<Step, 'kind' | 'title' | 'spell' | 'challenge'>;

/** The title of a step in the run of show. @param number of its round, if known */
export function stepText(step: Named, spells: readonly Spell[], number?: number): string {
  const { kind, title, spell, challenge } = step;
  const { round, teach, cast, kinds } = texts().run.steps;
  if (title !== '') return title;
  if (kind === 'round' && challenge !== null) return round(number, challengeText(challenge, spell, spells));
  if (spell !== null && kind === 'teach') return teach(spellName(spells, spell));
  if (spell !== null && kind === 'cast') return cast(spellName(spells, spell));
  return kinds[kind];
}

/** The line below the title of a step: how it casts, and since when the room is in it. @param now ms since 1970 */
export function stepNotes({ freeCasting, enteredAt }: Step, isCurrent: boolean, now: number): string {
  const { since, freeCasting: free } = texts().run.steps;
  const entered = isCurrent && enteredAt !== null ? [since(texts().format.clockTime(enteredAt, now))] : [];
  return [...entered, ...(freeCasting ? [free.note] : [])].join(' · ');
}

/** Label of the button that enters a step: "Start round 2: Gale". @param number of its round, if known */
export function enterStepText(step: Named & Pick<Step, 'roundId'>, spells: readonly Spell[], number?: number): string {
  const { kind, title, spell, challenge } = step;
  const { enter } = texts().run.steps;
  switch (kind) {
    case 'round': {
      const name = title !== '' || challenge === null ? title : challengeText(challenge, spell, spells);
      return beginsRound(step) ? enter.startRound(number, name) : enter.backToRound(number, name);
    }
    case 'teach':
      return enter.teach(spell === null ? null : spellName(spells, spell), title);
    case 'cast':
      return stepText(step, spells);
    case 'lobby':
    case 'train':
    case 'leaders':
    case 'groves':
    case 'podium':
    case 'thanks':
    case 'note':
      return enter[kind](title);
  }
}

/** Describes what else happens when a step is entered. */
export function effectText(step: Named & Pick<Step, 'roundId' | 'seconds'>, spells: readonly Spell[]): string {
  const { kind, spell, seconds } = step;
  const { effect } = texts().run.steps;
  switch (kind) {
    case 'round':
      return beginsRound(step) ? effect.startRound(durationText(1_000 * (seconds ?? 0))) : effect.backToRound;
    case 'teach':
      return effect.teach(spell === null ? null : spellName(spells, spell));
    case 'lobby':
    case 'train':
    case 'cast':
    case 'thanks':
    case 'note':
      return effect[kind];
    case 'leaders':
    case 'groves':
    case 'podium':
      return effect.view;
  }
}
