import { gaussian, simulatePerson, uniform, type Persona, type Random } from '@wandcast/gesture';

/** The personality of one wizard, constant for the whole event. */
export interface Habits {
  /** How they move, and how they hold the phone. */
  readonly person: Persona;
  /** Position of their favorite spell in the spellbook, 0..1. */
  readonly favorite: number;
  /** Share of free casts that use the favorite. */
  readonly favoriteRate: number;
  /** Multiplies pauses and reaction times; 1 is typical. */
  readonly slowness: number;
  /** Share of casts that go wrong, see cast-mistakes.ts. */
  readonly mistakeRate: number;
  /** Share of rounds they play in. */
  readonly roundRate: number;
  /** Share of actions after which they put the phone away. */
  readonly awayRate: number;
  /** Share of casts after which the page is reloaded. */
  readonly reloadRate: number;
}

/** Share of people who hold the phone in the left hand. */
const LEFT_HANDED = 0.11;
/** Share of people who tilt the phone in its own plane or hold it nearly flat. */
const TILTED = 0.12;

/** How far a tilted phone is turned, radians. */
const TILT = { least: 0.3, most: 0.7 };

export function randomHabits(random: Random): Habits {
  const person = withHold(simulatePerson(random), random);
  return {
    person,
    favorite: random(),
    favoriteRate: uniform(0.2, 0.6, random),
    slowness: Math.min(2.2, Math.exp(0.3 * gaussian(random))),
    mistakeRate: 0.03 + 0.25 * random() ** 3, // most are skilled, a few are not
    roundRate: uniform(0.75, 1, random),
    awayRate: random() < 0.3 ? 0.04 : 0,
    reloadRate: random() < 0.3 ? 0.03 : 0.004,
  };
}

/** A left hand mirrors yaw, slant and roll. */
function withHold(person: Persona, random: Random): Persona {
  const { yaw, slant, wristRoll } = person;
  const held = random() < LEFT_HANDED ? { ...person, yaw: -yaw, slant: -slant, wristRoll: -wristRoll } : person;
  if (random() >= TILTED) return held;
  const tilt = uniform(TILT.least, TILT.most, random) * (random() < 0.5 ? -1 : 1);
  return random() < 0.5 ? { ...held, roll: held.roll + tilt } : { ...held, pitch: Math.PI / 2 + tilt / 3 };
}
