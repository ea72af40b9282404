import type { Step, StepKind, Spell } from '@wandcast/protocol';
import { spellName } from '../../models/list/model-text';
import { challengeWords } from '../rounds/round-text';
import { beginsRound } from './step-order';

export const stepNames: Readonly<Record<StepKind, string>> = {
  lobby: 'Lobby',
  teach: 'Teach',
  train: 'Train',
  cast: 'Free casting',
  round: 'Round',
  leaders: 'Leaderboard',
  groves: 'Groves',
  podium: 'Podium',
  note: 'Words on stage',
};

type Named = Pick<Step, 'kind' | 'title' | 'spell' | 'challenge'>;

/** What the plan calls a step. @param number of its round, where it is known */
export function stepWords(step: Named, spells: readonly Spell[], number?: number): string {
  const { kind, title, spell, challenge } = step;
  if (title !== '') return title;
  if (kind === 'round' && challenge !== null)
    return `Round${number === undefined ? '' : ` ${number}`}: ${challengeWords(challenge, spell, spells)}`;
  if (spell !== null && kind === 'teach') return `Teach ${spellName(spell, spells)}`;
  if (spell !== null && kind === 'cast') return `Cast ${spellName(spell, spells)}`;
  return stepNames[kind];
}

/** What entering a step does, as a button says it: "Start round 2: Gale". @param number of its round */
export function enterStepWords(step: Named & Pick<Step, 'roundId'>, spells: readonly Spell[], number?: number): string {
  const { kind, title, spell, challenge } = step;
  const called = title === '' ? '' : `: ${title}`;
  switch (kind) {
    case 'round': {
      const words = title !== '' || challenge === null ? title : challengeWords(challenge, spell, spells);
      const round = `round${number === undefined ? '' : ` ${number}`}`;
      return beginsRound(step) ? `Start ${round}: ${words}` : `Back to ${round}: ${words}`;
    }
    case 'lobby':
      return `Open the lobby${called}`;
    case 'teach':
      return `${spell === null ? 'Teach' : `Teach ${spellName(spell, spells)}`}${called}`;
    case 'train':
      return `Train the model${called}`;
    case 'cast':
      return stepWords(step, spells);
    case 'leaders':
      return `Show the leaderboard${called}`;
    case 'groves':
      return `Show the groves${called}`;
    case 'podium':
      return `Show the podium${called}`;
    case 'note':
      return `Say “${title}”`;
  }
}

/** What else happens on entering a step, in a few words. */
export function effectWords(step: Named & Pick<Step, 'roundId' | 'seconds'>, spells: readonly Spell[]): string {
  const { kind, spell, seconds } = step;
  switch (kind) {
    case 'round':
      return beginsRound(step) ? `5 s to get ready, then ${seconds ?? 0} s` : 'It is not played again';
    case 'lobby':
      return 'The stage shows the code';
    case 'teach':
      return `Phones are asked for ${spell === null ? 'what is lacking' : spellName(spell, spells)}`;
    case 'train':
      return 'A training starts, the stage watches';
    case 'cast':
      return 'The stage shows everyone casting';
    case 'leaders':
    case 'groves':
    case 'podium':
      return 'The stage shows it';
    case 'note':
      return 'The stage shows these words alone';
  }
}
