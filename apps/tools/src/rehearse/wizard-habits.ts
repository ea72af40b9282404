import { gaussian, simulatePerson, uniform, type Persona, type Random } from '@wandcast/gesture';

/** What one wizard is like, the whole evening long. */
export interface Habits {
  /** How they move, and how they hold the phone. */
  readonly person: Persona;
  /** Where in the book their favorite spell is, 0..1. */
  readonly favorite: number;
  /** Share of free casts that are their favorite. */
  readonly loyalty: number;
  /** 1 is usual, 2 takes twice the pauses. */
  readonly pace: number;
  /** Share of casts that go wrong, see slip.ts. */
  readonly clumsiness: number;
  /** Share of rounds in which they play. */
  readonly eagerness: number;
  /** Share of acts after which the phone goes to sleep, or its page is loaded again. */
  readonly absence: number;
  readonly reload: number;
}

/** Shares of people who hold the phone in the left hand, and turned in its own plane or lying flat. */
const LEFT = 0.11;
const TILTED = 0.12;

/** How far a tilted phone is turned, radians. */
const TILT = { least: 0.3, most: 0.7 };

export function habitsOf(random: Random): Habits {
  const person = heldPhone(simulatePerson(random), random);
  return {
    person,
    favorite: random(),
    loyalty: uniform(0.2, 0.6, random),
    pace: Math.min(2.2, Math.exp(0.3 * gaussian(random))),
    clumsiness: 0.03 + 0.25 * random() ** 3, // most are good at it, a few are not
    eagerness: uniform(0.75, 1, random),
    absence: random() < 0.3 ? 0.04 : 0,
    reload: random() < 0.3 ? 0.03 : 0.004,
  };
}

/** A left hand leans, slants and rolls the other way round. */
function heldPhone(person: Persona, random: Random): Persona {
  const { yaw, slant, wristRoll } = person;
  const held = random() < LEFT ? { ...person, yaw: -yaw, slant: -slant, wristRoll: -wristRoll } : person;
  if (random() >= TILTED) return held;
  const tilt = uniform(TILT.least, TILT.most, random) * (random() < 0.5 ? -1 : 1);
  return random() < 0.5 ? { ...held, roll: held.roll + tilt } : { ...held, pitch: Math.PI / 2 + tilt / 3 };
}
