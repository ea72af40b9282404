import type { Round, RoundLeader, RoundTally, Spell } from '@wandcast/protocol';
import type { StageTexts } from '../../../locales/en/stage';
import type { ColoredText } from '../../../locales/en/stage/round';
import type { RoundPhase } from '../time/round-phase';

type RoundTexts = StageTexts['round'];

export interface ChallengeText {
  readonly challenge: ColoredText;
  readonly hint: string;
}

/** The title of the picture in each phase. @param spell undefined if it is no longer in the book */
export function titleText(
  round: Pick<Round, 'kind' | 'spell' | 'number'>,
  phase: RoundPhase,
  tally: RoundTally | null,
  spell: Spell | undefined,
  texts: RoundTexts,
): ChallengeText {
  const { kind } = round;
  const name = { spell: spell?.name ?? texts.unknownSpell };
  switch (phase) {
    case 'none':
      return { challenge: [texts.none], hint: texts.noneMore };
    case 'undone':
      return { challenge: [texts.undone], hint: texts.undoneMore };
    case 'announced':
      return { challenge: texts.ready(kind, name), hint: texts.rules[kind] };
    case 'countdown':
      return { challenge: texts.ready(kind, name), hint: hintText(kind, spell, texts) };
    case 'running':
    case 'paused':
      return { challenge: texts.running(kind, name), hint: hintText(kind, spell, texts) };
    case 'counting':
      return { challenge: [texts.counting], hint: texts.over(round.number) };
    case 'result':
      return {
        challenge: resultText(round, tally, spell, texts),
        hint: hasScores(tally) || kind === 'duel' ? texts.over(round.number) : texts.noWinner,
      };
  }
}

const hasScores = (tally: RoundTally | null): boolean => tally !== null && tally.leaders.length > 0;

function hintText(kind: Round['kind'], spell: Spell | undefined, texts: RoundTexts): string {
  switch (kind) {
    case 'order':
    case 'duel':
    case 'fastest':
      return spell?.hint ?? '';
    case 'free':
      return texts.freeHint;
    case 'imitate':
      return texts.imitateHint;
  }
}

/** The result: "74 of 124 casts were Tide". */
export function resultText(
  round: Pick<Round, 'kind' | 'spell'>,
  tally: RoundTally | null,
  spell: Spell | undefined,
  texts: RoundTexts,
): ColoredText {
  const casts = castCount(tally);
  if (tally === null || casts === 0) return [texts.nobodyCast];
  if (round.kind === 'duel') return [duelResult(tally.leaders, texts)];
  const matching = round.spell === null ? undefined : recognizedCount(tally, round.spell);
  if (matching === undefined || spell === undefined) return [texts.recognized(casts, casts - tally.fizzled)];
  const name = { spell: spell.name };
  return matching === casts ? texts.allWere(casts, name) : texts.someWere(matching, casts, name);
}

function duelResult([first, second]: readonly RoundLeader[], texts: RoundTexts): string {
  if (first === undefined) return texts.nobodyScored;
  return second?.points === first.points ? texts.draw : texts.wins(first.nickname);
}

/** How many casts were recognized as a spell. */
export function recognizedCount({ recognized }: Pick<RoundTally, 'recognized'>, spell: string): number {
  return recognized.find(([id]) => id === spell)?.[1] ?? 0;
}

/** All casts of a round, including fizzled ones. */
export function castCount(tally: Pick<RoundTally, 'recognized' | 'fizzled'> | null): number {
  return tally === null ? 0 : tally.recognized.reduce((sum, [, casts]) => sum + casts, tally.fizzled);
}

export const plainText = (text: ColoredText): string =>
  text.map((part) => (typeof part === 'string' ? part : part.spell)).join('');
