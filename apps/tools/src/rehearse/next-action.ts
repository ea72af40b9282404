import { uniform, type Random } from '@wandcast/gesture';
import { roundStage, type Intent, type SpellId } from '@wandcast/protocol';
import type { Habits } from './wizard-habits.js';
import { sceneKey, sceneOf, type DrawnSpell, type Scene, type Seen } from './observation.js';
import { slipOf, type Slip } from './cast-mistakes.js';

/** What a wizard does next. */
export type Act =
  /** Looks again after so long, or when the room is at something else; null is until then. */
  | { readonly kind: 'rest'; readonly ms: number | null }
  /** `reloads`: the page is loaded again as the hand comes to rest. */
  | {
      readonly kind: 'cast';
      readonly intent: Intent;
      /** What the phone says it is, and what the hand draws. */
      readonly said: SpellId;
      readonly drawn: DrawnSpell;
      readonly slip: Slip;
      readonly reloads: boolean;
    }
  /** The phone is in a pocket for so long. */
  | { readonly kind: 'away'; readonly ms: number };

/** What a wizard remembers from one act to the next. */
export interface Mind {
  readonly scene: string;
  /** Does nothing before, ms since 1970 by the server's clock. */
  readonly readyAt: number;
  /** Acts of this scene so far, and at most; and of the whole evening. */
  readonly acts: number;
  readonly most: number;
  readonly total: number;
  /** Spells cast in this scene. */
  readonly cast: readonly SpellId[];
  /** Lessons given all evening. */
  readonly given: Readonly<Partial<Record<SpellId, number>>>;
}

export const newMind: Mind = { scene: '', readyAt: 0, acts: 0, most: 0, total: 0, cast: [], given: {} };

/** Lessons of a spell that a phone asks of one person, and that one gives where the room needs no more of it. */
const ENOUGH = 5;
const SPARE = 2;
/** Ranges, ms: until someone reacts to an order, to another view, and from one act to the next. */
const REACTION = { least: 800, most: 4_000 };
const NOTICING = { least: 800, most: 5_000 };
const PAUSES = { live: [1_500, 9_000], lobby: [3_000, 14_000], teach: [900, 4_500], again: [900, 3_000] } as const;
/** How long a phone is in a pocket, ms. */
const AWAY = { least: 4_000, most: 15_000 };
/** Nobody leaves before they have seen what it is about. */
const SETTLED = 3;

/**
 * Decides what a wizard does now. Asked again before `readyAt`, as when anything changed, it decides nothing anew.
 * @param now ms since 1970 by the server's clock
 */
export function whatNow(
  seen: Seen,
  habits: Habits,
  before: Mind,
  now: number,
  random: Random,
): { readonly act: Act; readonly mind: Mind } {
  const scene = sceneOf(seen, now);
  const key = sceneKey(scene);
  const mind = key === before.scene ? before : { ...before, ...begun(scene, habits, now, random), scene: key };
  const rest = (ms: number | null) => ({ act: { kind: 'rest', ms } as const, mind });
  if (seen.round?.pausedAt != null && scene.kind === 'round') return rest(null);
  if (scene.kind === 'wait' || mind.acts >= mind.most || seen.spells.length === 0) return rest(untilItsEnd(seen, now));
  const readyAt = scene.kind === 'round' ? Math.max(mind.readyAt, scene.round.startsAt) : mind.readyAt;
  if (now < readyAt) return rest(readyAt - now);
  if (scene.kind !== 'round' && mind.total >= SETTLED && random() < habits.absence) {
    const ms = uniform(AWAY.least, AWAY.most, random);
    return { act: { kind: 'away', ms }, mind: { ...mind, readyAt: now + ms } };
  }
  const said = choice(scene, seen, habits, mind, random);
  if (said === undefined) return rest(untilItsEnd(seen, now));
  return { act: castOf(scene, said, seen, habits, random), mind: after(said, scene, habits, mind, now, random) };
}

/** A round ends without a word: ms until then, null where none runs. */
function untilItsEnd({ round }: Seen, now: number): number | null {
  return round === null || round.undone || roundStage(round, now) === 'over' ? null : round.endsAt - now;
}

/** A new scene: how soon it is noticed, and how much of it one does. */
function begun(scene: Scene, habits: Habits, now: number, random: Random): Partial<Mind> {
  const noticed = now + uniform(NOTICING.least, NOTICING.most, random) * habits.pace;
  const rest = { acts: 0, cast: [] };
  if (scene.kind !== 'round') return { ...rest, readyAt: noticed, most: Infinity };
  const { startsAt, kind } = scene.round;
  const reaction = Math.min(REACTION.most, REACTION.least + 2_600 * random() ** 1.5 * habits.pace);
  const tries = kind === 'free' ? 8 : random() < 0.7 ? 1 : 2;
  const most = random() < habits.eagerness ? tries : 0;
  return { ...rest, readyAt: Math.max(startsAt + reaction, now + REACTION.least), most };
}

/** What to cast or to teach now; undefined where nothing is left to do. */
function choice(
  scene: Exclude<Scene, { kind: 'wait' }>,
  seen: Seen,
  habits: Habits,
  mind: Mind,
  random: Random,
): DrawnSpell | undefined {
  const { spells } = seen;
  switch (scene.kind) {
    case 'play':
      return random() < habits.loyalty ? pick(spells, habits.favorite) : pick(spells, random());
    case 'teach':
      return lesson(scene.spell, seen, mind, random);
    case 'round': {
      if (scene.round.spell !== null) return spells.find(({ id }) => id === scene.round.spell);
      const fresh = spells.filter(({ id }) => !mind.cast.includes(id));
      return fresh.length === 0 ? undefined : pick(fresh, random());
    }
  }
}

/** What is asked for; else what the room needs, or has least of, and this one has not given often. */
function lesson(asked: SpellId | null, { spells, needs }: Seen, mind: Mind, random: Random): DrawnSpell | undefined {
  const given = (id: SpellId): number => mind.given[id] ?? 0;
  const wanted = spells.find(({ id }) => id === asked);
  if (wanted !== undefined && given(wanted.id) < ENOUGH) return wanted;
  const need = new Map(needs.map((one) => [one.spell, one]));
  const isNeeded = ({ id }: DrawnSpell): boolean => need.get(id)?.needs != null && given(id) < ENOUGH;
  const needed = spells.filter(isNeeded);
  const open = needed.length > 0 ? needed : spells.filter(({ id }) => given(id) < SPARE);
  const casts = ({ id }: DrawnSpell): number => need.get(id)?.casts ?? 0;
  const least = Math.min(...open.map(casts));
  const rare = open.filter((spell) => casts(spell) <= least + 5); // not all of the room the same one
  return rare.length === 0 ? undefined : pick(rare, random());
}

function castOf(scene: Scene, said: DrawnSpell, { spells }: Seen, habits: Habits, random: Random): Act {
  const slip = slipOf(habits.clumsiness, random);
  const others = spells.filter(({ id }) => id !== said.id);
  const drawn = slip === 'other' && others.length > 0 ? pick(others, random()) : said;
  const intent = scene.kind === 'teach' ? 'teach' : 'cast';
  return { kind: 'cast', intent, said: said.id, drawn, slip, reloads: random() < habits.reload };
}

function after(
  { id }: DrawnSpell,
  scene: Exclude<Scene, { kind: 'wait' }>,
  habits: Habits,
  mind: Mind,
  now: number,
  random: Random,
): Mind {
  const [least, most] = PAUSES[scene.kind === 'play' ? scene.view : scene.kind === 'teach' ? 'teach' : 'again'];
  const given = scene.kind === 'teach' ? { ...mind.given, [id]: (mind.given[id] ?? 0) + 1 } : mind.given;
  const readyAt = now + 1_000 * habits.person.duration + habits.pace * uniform(least, most, random);
  return { ...mind, readyAt, acts: mind.acts + 1, total: mind.total + 1, cast: [...mind.cast, id].slice(-60), given };
}

/** @param share 0..1 */
function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))] as T;
}
