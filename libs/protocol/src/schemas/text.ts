import { z } from 'zod';
import { cleanText } from '../text/clean-text.js';

interface TextLimits {
  /** Shortest and longest text, Unicode code points, after it was cleaned. */
  readonly min?: number;
  readonly max: number;
  /** Whether line breaks stay. */
  readonly lines?: boolean;
}

/** Longest text that is cleaned, for the longest one that is accepted: composed letters, spaces and joiners go. */
const longestGiven = (max: number): number => 4 * max + 100;

/** The schema of every text that people write: cleaned ({@link cleanText}), then measured. */
export function text({ min = 0, max, lines = false }: TextLimits): z.ZodString {
  const cleaned = z
    .string()
    .max(longestGiven(max), { abort: true })
    .overwrite((value) => cleanText(value, lines));
  return (min > 0 ? cleaned.min(min) : cleaned).max(max);
}

/** A secret in printable ASCII, such as a token. */
export const secret = z.string().regex(/^[ -~]{1,200}$/);
