import { uniform, type Random } from '@wandcast/gesture';
import { roundStage, type Intent, type Reaction, type SpellId } from '@wandcast/protocol';
import type { Habits } from './wizard-habits.js';
import { sceneKey, sceneOf, type Observation, type Scene, type SpellWithGlyph } from './observation.js';
import { randomMistake, type Mistake } from './cast-mistakes.js';

/** What a wizard does next. */
export type Action =
  /** Decide again after `ms`, or when something changes; null waits for a change. */
  | { readonly kind: 'rest'; readonly ms: number | null }
  /** `reloads`: the page is reloaded right after the cast ends. */
  | {
      readonly kind: 'cast';
      readonly intent: Intent;
      /** The spell the wizard means, and the one the hand draws. */
      readonly spell: SpellId;
      readonly drawn: SpellWithGlyph;
      readonly mistake: Mistake;
      readonly reloads: boolean;
    }
  | { readonly kind: 'react'; readonly reaction: Reaction }
  /** Put the phone away for `ms`. */
  | { readonly kind: 'away'; readonly ms: number };

/** What a wizard remembers from one action to the next. */
interface WizardMemory {
  readonly scene: string;
  /** Earliest time of the next action, ms since 1970 on the server's clock. */
  readonly readyAt: number;
  /** Actions in this scene so far, and the maximum. */
  readonly actions: number;
  readonly maxActions: number;
  /** Actions in the whole event. */
  readonly totalActions: number;
  /** Spells cast in this scene. */
  readonly cast: readonly SpellId[];
  /** Number of casts taught in the whole event, by spell. */
  readonly taught: Readonly<Partial<Record<SpellId, number>>>;
}

/** A scene in which wizards cast. */
type CastingScene = Exclude<Scene, { kind: 'wait' | 'applaud' }>;

export const newMemory: WizardMemory = {
  ...{ scene: '', readyAt: 0, actions: 0, maxActions: 0, totalActions: 0 },
  ...{ cast: [], taught: {} },
};

/** Casts of a spell that a phone requests from one person, and casts a wizard teaches of a spell that needs no more. */
const REQUESTED_CASTS = 5;
const EXTRA_CASTS = 2;
/** Reaction to the start of a round, to a new view, and pauses between actions, ms. */
const REACTION = { least: 800, most: 4_000 };
const NOTICING = { least: 800, most: 5_000 };
const PAUSES = {
  live: [1_500, 9_000],
  lobby: [3_000, 14_000],
  teach: [900, 4_500],
  again: [900, 3_000],
  applaud: [300, 1_800],
} as const;
/** Reactions to choose from, the usual ones more often. */
const REACTIONS = {
  podium: ['applause', 'applause', 'applause', 'wonder', 'sparks'],
  thanks: ['applause', 'applause', 'heart', 'heart', 'laughter'],
} as const;
/** Share of people who react, and the most reactions of one of them. */
const REACTING = 0.7;
const MAX_REACTIONS = 8;
/** How long a phone is put away, ms. */
const AWAY = { least: 4_000, most: 15_000 };
const MIN_ACTIONS_BEFORE_AWAY = 3;

/**
 * Decides what a wizard does now. If called again before `readyAt`, the earlier decision stands.
 * @param now ms since 1970 on the server's clock
 */
export function nextAction(
  observation: Observation,
  habits: Habits,
  before: WizardMemory,
  now: number,
  random: Random,
): { readonly action: Action; readonly memory: WizardMemory } {
  const scene = sceneOf(observation, now);
  const key = sceneKey(scene);
  const memory = key === before.scene ? before : { ...before, ...enterScene(scene, habits, now, random), scene: key };
  const rest = (ms: number | null) => ({ action: { kind: 'rest', ms } as const, memory });
  if (observation.round?.pausedAt != null && scene.kind === 'round') return rest(null);
  const isIdle = scene.kind === 'wait' || (scene.kind !== 'applaud' && observation.spells.length === 0);
  if (isIdle || memory.actions >= memory.maxActions) return rest(msUntilRoundEnds(observation, now));
  const readyAt = scene.kind === 'round' ? Math.max(memory.readyAt, scene.round.startsAt) : memory.readyAt;
  if (now < readyAt) return rest(readyAt - now);
  if (scene.kind === 'applaud') {
    const reaction = pick(REACTIONS[scene.view], random());
    const ms = habits.slowness * uniform(PAUSES.applaud[0], PAUSES.applaud[1], random);
    return {
      action: { kind: 'react', reaction },
      memory: { ...memory, readyAt: now + ms, actions: memory.actions + 1 },
    };
  }
  if (scene.kind !== 'round' && memory.totalActions >= MIN_ACTIONS_BEFORE_AWAY && random() < habits.awayRate) {
    const ms = uniform(AWAY.least, AWAY.most, random);
    return { action: { kind: 'away', ms }, memory: { ...memory, readyAt: now + ms } };
  }
  const spell = chooseSpell(scene, observation, habits, memory, random);
  if (spell === undefined) return rest(msUntilRoundEnds(observation, now));
  return {
    action: castAction(scene, spell, observation, habits, random),
    memory: remember(spell, scene, habits, memory, now, random),
  };
}

/** No message marks the end of a round. @returns null if none is running */
function msUntilRoundEnds({ round }: Observation, now: number): number | null {
  return round === null || round.undone || roundStage(round, now) === 'over' ? null : round.endsAt - now;
}

/** How soon the wizard notices a new scene, and how many actions to take in it. */
function enterScene(scene: Scene, habits: Habits, now: number, random: Random): Partial<WizardMemory> {
  const noticedAt = now + uniform(NOTICING.least, NOTICING.most, random) * habits.slowness;
  const fresh = { actions: 0, cast: [] };
  if (scene.kind === 'applaud') {
    const maxActions = random() < REACTING ? Math.ceil(MAX_REACTIONS * random()) : 0;
    return { ...fresh, readyAt: noticedAt, maxActions };
  }
  if (scene.kind !== 'round') return { ...fresh, readyAt: noticedAt, maxActions: Infinity };
  const { startsAt, kind } = scene.round;
  const reaction = Math.min(REACTION.most, REACTION.least + 2_600 * random() ** 1.5 * habits.slowness);
  const attempts = kind === 'free' ? 8 : random() < 0.7 ? 1 : 2;
  const maxActions = random() < habits.roundRate ? attempts : 0;
  return { ...fresh, readyAt: Math.max(startsAt + reaction, now + REACTION.least), maxActions };
}

/** The spell to cast or teach now; undefined if nothing is left to do. */
function chooseSpell(
  scene: CastingScene,
  observation: Observation,
  habits: Habits,
  memory: WizardMemory,
  random: Random,
): SpellWithGlyph | undefined {
  const { spells } = observation;
  switch (scene.kind) {
    case 'play':
      return random() < habits.favoriteRate ? pick(spells, habits.favorite) : pick(spells, random());
    case 'teach':
      return chooseSpellToTeach(scene.spell, observation, memory, random);
    case 'round': {
      if (scene.round.spell !== null) return spells.find(({ id }) => id === scene.round.spell);
      const unused = spells.filter(({ id }) => !memory.cast.includes(id));
      return unused.length === 0 ? undefined : pick(unused, random());
    }
  }
}

/** The requested spell first; then one the room needs; then one with few casts that this wizard has rarely taught. */
function chooseSpellToTeach(
  requestedId: SpellId | null,
  { spells, teachingNeeds }: Observation,
  memory: WizardMemory,
  random: Random,
): SpellWithGlyph | undefined {
  const taught = (id: SpellId): number => memory.taught[id] ?? 0;
  const requested = spells.find(({ id }) => id === requestedId);
  if (requested !== undefined && taught(requested.id) < REQUESTED_CASTS) return requested;
  const needOf = new Map(teachingNeeds.map((need) => [need.spell, need]));
  const isNeeded = ({ id }: SpellWithGlyph): boolean => needOf.get(id)?.needs != null && taught(id) < REQUESTED_CASTS;
  const needed = spells.filter(isNeeded);
  const candidates = needed.length > 0 ? needed : spells.filter(({ id }) => taught(id) < EXTRA_CASTS);
  const casts = ({ id }: SpellWithGlyph): number => needOf.get(id)?.casts ?? 0;
  const fewest = Math.min(...candidates.map(casts));
  const rare = candidates.filter((spell) => casts(spell) <= fewest + 5); // so that the room spreads out
  return rare.length === 0 ? undefined : pick(rare, random());
}

function castAction(
  scene: Scene,
  spell: SpellWithGlyph,
  { spells }: Observation,
  habits: Habits,
  random: Random,
): Action {
  const mistake = randomMistake(habits.mistakeRate, random);
  const others = spells.filter(({ id }) => id !== spell.id);
  const drawn = mistake === 'wrong-spell' && others.length > 0 ? pick(others, random()) : spell;
  const intent = scene.kind === 'teach' ? 'teach' : 'cast';
  return { kind: 'cast', intent, spell: spell.id, drawn, mistake, reloads: random() < habits.reloadRate };
}

function remember(
  { id }: SpellWithGlyph,
  scene: CastingScene,
  habits: Habits,
  memory: WizardMemory,
  now: number,
  random: Random,
): WizardMemory {
  const [least, most] = PAUSES[scene.kind === 'play' ? scene.view : scene.kind === 'teach' ? 'teach' : 'again'];
  return {
    ...memory,
    readyAt: now + 1_000 * habits.person.duration + habits.slowness * uniform(least, most, random),
    actions: memory.actions + 1,
    totalActions: memory.totalActions + 1,
    cast: [...memory.cast, id].slice(-60),
    taught: scene.kind === 'teach' ? { ...memory.taught, [id]: (memory.taught[id] ?? 0) + 1 } : memory.taught,
  };
}

/** @param share 0..1 */
function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))] as T;
}
