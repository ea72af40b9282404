import type { Phase, PhaseKind, Spell } from '@wandcast/protocol';
import { spellName } from '../../models/list/model-text';
import { challengeWords } from '../rounds/round-text';
import { beginsRound } from './step-order';

export const phaseNames: Readonly<Record<PhaseKind, string>> = {
  lobby: 'Lobby',
  teach: 'Teach',
  train: 'Train',
  cast: 'Free casting',
  round: 'Round',
  leaders: 'Leaderboard',
  houses: 'Groves',
  podium: 'Podium',
  note: 'Words on stage',
};

type Named = Pick<Phase, 'kind' | 'title' | 'spell' | 'challenge'>;

/** What the plan calls a step. @param number of its round, where it is known */
export function phaseWords(phase: Named, spells: readonly Spell[], number?: number): string {
  const { kind, title, spell, challenge } = phase;
  if (title !== '') return title;
  if (kind === 'round' && challenge !== null)
    return `Round${number === undefined ? '' : ` ${number}`}: ${challengeWords(challenge, spell, spells)}`;
  if (spell !== null && kind === 'teach') return `Teach ${spellName(spell, spells)}`;
  if (spell !== null && kind === 'cast') return `Cast ${spellName(spell, spells)}`;
  return phaseNames[kind];
}

/** What entering a step does, as a button says it: "Start round 2: Gale". @param number of its round */
export function stepWords(phase: Named & Pick<Phase, 'roundId'>, spells: readonly Spell[], number?: number): string {
  const { kind, title, spell, challenge } = phase;
  const called = title === '' ? '' : `: ${title}`;
  switch (kind) {
    case 'round': {
      const words = title !== '' || challenge === null ? title : challengeWords(challenge, spell, spells);
      const round = `round${number === undefined ? '' : ` ${number}`}`;
      return beginsRound(phase) ? `Start ${round}: ${words}` : `Back to ${round}: ${words}`;
    }
    case 'lobby':
      return `Open the lobby${called}`;
    case 'teach':
      return `${spell === null ? 'Teach' : `Teach ${spellName(spell, spells)}`}${called}`;
    case 'train':
      return `Train the model${called}`;
    case 'cast':
      return phaseWords(phase, spells);
    case 'leaders':
      return `Show the leaderboard${called}`;
    case 'houses':
      return `Show the groves${called}`;
    case 'podium':
      return `Show the podium${called}`;
    case 'note':
      return `Say “${title}”`;
  }
}

/** What else happens on entering a step, in a few words. */
export function effectWords(phase: Named & Pick<Phase, 'roundId' | 'seconds'>, spells: readonly Spell[]): string {
  const { kind, spell, seconds } = phase;
  switch (kind) {
    case 'round':
      return beginsRound(phase) ? `5 s to get ready, then ${seconds ?? 0} s` : 'It is not played again';
    case 'lobby':
      return 'The stage shows the code';
    case 'teach':
      return `Phones are asked for ${spell === null ? 'what is lacking' : spellName(spell, spells)}`;
    case 'train':
      return 'A training starts, the stage watches';
    case 'cast':
      return 'The stage shows everyone casting';
    case 'leaders':
    case 'houses':
    case 'podium':
      return 'The stage shows it';
    case 'note':
      return 'The stage shows these words alone';
  }
}
