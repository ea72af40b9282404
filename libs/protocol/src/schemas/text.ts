import { z } from 'zod';
import { cleanText } from '../text/clean-text.js';

interface TextLimits {
  /** Shortest and longest text, Unicode code points, after it was cleaned. */
  readonly min?: number;
  readonly max: number;
  /** Whether line breaks stay. */
  readonly lines?: boolean;
}

/** The schema of every text that people write: cleaned ({@link cleanText}), then measured. */
export function text({ min = 0, max, lines = false }: TextLimits): z.ZodString {
  const cleaned = z.string().overwrite((value) => cleanText(value, lines));
  return (min > 0 ? cleaned.min(min) : cleaned).max(max);
}

/** A secret in printable ASCII, such as a token. */
export const secret = z.string().regex(/^[ -~]{1,200}$/);
