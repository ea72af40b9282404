import type { Step, Spell } from '@wandcast/protocol';

/** What a step is before it is anywhere. */
export type NewStep = Pick<Step, 'kind' | 'title' | 'seconds' | 'spell' | 'challenge'>;

/** How long a round of the first plan takes, seconds: time to lift the phone and to try three times. */
const ROUND_SECONDS = 40;

/** The plan of a room that has none yet: a talk of half an hour. @param spells of its book, with a glyph each */
export function defaultSteps(spells: readonly Pick<Spell, 'id'>[]): NewStep[] {
  const [first, second = first] = spells.slice(1).concat(spells.slice(0, 1));
  return [
    step('lobby', '', 300),
    step('teach', '', 360),
    step('train', '', 60),
    step('cast', 'Free casting', 240),
    round('order', first?.id),
    round('fastest', second?.id),
    step('leaders', '', 60),
    step('groves', '', 60),
    step('podium', '', 90),
    step('note', 'Thank you', null),
  ];
}

function step(kind: Step['kind'], title: string, seconds: number | null): NewStep {
  return { kind, title, seconds, spell: null, challenge: null };
}

/** A blank book has nothing to order: then anything counts. */
function round(challenge: 'order' | 'fastest', spell: Spell['id'] | undefined): NewStep {
  const asked = spell === undefined ? { spell: null, challenge: 'free' as const } : { spell, challenge };
  return { kind: 'round', title: '', seconds: ROUND_SECONDS, ...asked };
}
