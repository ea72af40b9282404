import { gaussian, seeded, type Random } from '@wandcast/gesture';

/** How often rooms begin in each hour of a day and on each day from Monday on, relative to each other. */
interface WeeklyProfile {
  readonly hours: readonly number[];
  readonly days: readonly number[];
}

/** Who uses the rooms, and when. Rooms of a conference are all used at once. */
const PROFILES = {
  conference: undefined,
  school: { hours: hoursOf({ 8: 3, 9: 4, 10: 4, 11: 4, 12: 1, 13: 2, 14: 2, 15: 1 }), days: [1, 1, 1, 1, 1, 0, 0] },
  public: {
    hours: hoursOf({ 8: 1, 9: 2, 10: 3, 11: 2, 13: 2, 14: 3, 15: 3, 16: 2, 17: 2, 18: 3, 19: 4, 20: 3, 21: 1 }),
    days: [1, 1, 1, 1, 1, 0.5, 0.3],
  },
} satisfies Record<string, WeeklyProfile | undefined>;

export type ProfileName = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];

/** How rooms are used in a week. */
export interface Demand {
  readonly rooms: number;
  readonly profile: ProfileName;
  /** Of each room, on average. */
  readonly usesPerWeek: number;
  /** Median of the people in a room. */
  readonly people: number;
  /** Standard deviation of the logarithm of their number: 0 for rooms of equal size. */
  readonly spread: number;
  /** Duration of a use. */
  readonly minutes: number;
  /** Share of its minutes in which a round is played. */
  readonly played: number;
}

/** One use of a room. Times in minutes from the beginning of the week. */
export interface RoomUse {
  /** Position among the rooms. */
  readonly room: number;
  readonly from: number;
  readonly until: number;
  readonly people: number;
  /** Share of a round and its pause that is over when it begins. */
  readonly phase: number;
}

/** The uses of one week; the same seed gives the same ones. */
export function simulateUses(demand: Demand, seed: number): RoomUse[] {
  const random = seeded(seed);
  const profile = PROFILES[demand.profile];
  const shares = profile === undefined ? undefined : sharesByHour(profile);
  const count = Math.round(demand.rooms * demand.usesPerWeek);
  return Array.from({ length: count }, (_, number) => {
    const { people, spread, minutes } = demand;
    // Uses of one room follow each other, if all rooms are used at once.
    const from =
      shares === undefined
        ? Math.floor(number / demand.rooms) * minutes
        : Math.floor(60 * (drawHour(shares, random) + random()));
    return {
      room: number % demand.rooms,
      from,
      until: from + minutes,
      people: Math.max(1, Math.round(people * Math.exp(spread * gaussian(random)))),
      phase: random(),
    };
  });
}

/** Whether a round is played in this minute of a use: rounds are spread evenly over it. */
export function isPlaying({ from, phase }: RoomUse, minute: number, played: number): boolean {
  const roundsBefore = (at: number): number => Math.floor((at - from) * played + phase);
  return roundsBefore(minute + 1) > roundsBefore(minute);
}

/** Share of a week's uses that have begun by the end of each of its hours. */
function sharesByHour({ hours, days }: WeeklyProfile): number[] {
  const rates = days.flatMap((day) => hours.map((hour) => day * hour));
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  let begun = 0;
  return rates.map((rate) => (begun += rate) / total);
}

function drawHour(shares: readonly number[], random: Random): number {
  const drawn = random();
  return shares.findIndex((share, hour) => drawn < share || hour === shares.length - 1);
}

function hoursOf(rates: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 24 }, (_, hour) => rates[hour] ?? 0);
}
