import type { Cue } from './cue';

/** Highest peak of one sound of each kind, dBFS. Everything is mixed here. */
export const LEVELS_DB: Readonly<Record<Cue['kind'] | 'roll', number>> = {
  join: -26,
  hit: -20,
  fizzle: -28,
  spotlight: -20,
  tick: -20,
  start: -16,
  roll: -22,
  reveal: -18,
  winner: -14,
  fanfare: -12,
  applause: -26,
};

/** How many sounds of a kind may start within a second. More would be noise. */
export const MAX_PER_SECOND: Readonly<Record<Cue['kind'], number>> = {
  join: 4,
  hit: 6,
  fizzle: 2,
  spotlight: 1,
  tick: 2,
  start: 1,
  reveal: 5,
  winner: 1,
  fanfare: 1,
  applause: 12,
};

/** Nothing leaves the mixer above this, dBFS. It leaves room for the converters behind it. */
export const CEILING_DB = -2;

/**
 * Level above which the compressor turns the sum of many sounds down, dBFS. The loudest single sound stays below it, so
 * that single sounds pass unchanged: 10 dB of headroom below the ceiling.
 */
export const THRESHOLD_DB = -12;

/** A level as a factor. @param db decibels */
export const gainOf = (db: number): number => 10 ** (db / 20);
