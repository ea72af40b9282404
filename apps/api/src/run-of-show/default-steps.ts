import type { Step, Spell } from '@wandcast/protocol';
import type { PlannedStep } from '../rooms/events/new-events.js';

/** A step that is not stored yet. */
export type NewStep = Pick<Step, 'kind' | 'title' | 'seconds' | 'spell' | 'challenge' | 'freeCasting'>;

/** Length of the default rounds, seconds: time to lift the phone and try three times. */
const ROUND_SECONDS = 40;

/** The default run of show, for a talk of half an hour. @param spells of the spellbook */
export function defaultSteps(spells: readonly Pick<Spell, 'id'>[]): NewStep[] {
  const [first, second = first] = spells.slice(1).concat(spells.slice(0, 1));
  return [
    step('lobby', '', 300),
    step('teach', '', 360),
    step('train', '', 60),
    step('cast', '', 240),
    round('order', first?.id),
    round('fastest', second?.id),
    step('leaders', '', 60),
    step('groves', '', 60),
    step('podium', '', 90),
    step('thanks', '', null),
  ];
}

function step(kind: Step['kind'], title: string, seconds: number | null): NewStep {
  return { kind, title, seconds, spell: null, challenge: null, freeCasting: false };
}

/** A round for `spell`; a free round if the spellbook is empty. */
function round(challenge: 'order' | 'fastest', spell: Spell['id'] | undefined): NewStep {
  const target = spell === undefined ? { spell: null, challenge: 'free' as const } : { spell, challenge };
  return { kind: 'round', title: '', seconds: ROUND_SECONDS, ...target, freeCasting: false };
}

/** The default run of show of a new event. @param spells of its spellbook */
export function defaultPlan(spells: readonly Pick<Spell, 'id'>[]): PlannedStep[] {
  return defaultSteps(spells).map(({ spell, ...step }, position) => {
    return { ...step, spellId: spell, position };
  });
}
