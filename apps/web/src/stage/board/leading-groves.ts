import type { Grove, GroveStanding } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';

type GroveTexts = StageTexts['groves'];

/** The groves in first place; none if nobody has points. */
export function leadingGroves(standings: readonly GroveStanding[]): readonly Grove[] {
  return standings.filter(({ rank, perHead }) => rank === 1 && perHead > 0).map(({ grove }) => grove);
}

/** "Birch is ahead", "Ash and Yew are level", or a plain title if nobody has points. */
export function groveTitle(standings: readonly GroveStanding[], texts: GroveTexts): string {
  const leading = leadingGroves(standings);
  return leading.length === 0 ? texts.title : texts.ahead(leading);
}

/** "Birch wins the night"; empty if nobody has points. */
export function winningGroves(standings: readonly GroveStanding[], texts: GroveTexts): string {
  const leading = leadingGroves(standings);
  return leading.length === 0 ? '' : texts.winNight(leading);
}
