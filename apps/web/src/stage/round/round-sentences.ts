import type { Round, RoundLeader, RoundTally, Spell } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';
import type { ColoredText } from '../../locales/en/stage/round';

type RoundTexts = StageTexts['round'];

export interface ChallengeText {
  readonly challenge: ColoredText;
  readonly hint: string;
}

/** What the round asks for, before and while it runs. @param spell undefined if it is no longer in the book */
export function challengeText(
  kind: Round['kind'],
  spell: Spell | undefined,
  stage: 'ready' | 'running',
  texts: RoundTexts,
): ChallengeText {
  const challenge = texts[stage](kind, { spell: spell?.name ?? texts.unknownSpell });
  switch (kind) {
    case 'order':
    case 'duel':
    case 'fastest':
      return { challenge, hint: spell?.hint ?? '' };
    case 'free':
      return { challenge, hint: texts.freeHint };
    case 'imitate':
      return { challenge, hint: texts.imitateHint };
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
