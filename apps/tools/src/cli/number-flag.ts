import { UsageError } from './usage-error.js';

/** Parses a flag that must be a number. @throws UsageError */
export function numberFlag(name: string, text: string, { least = 0, most = Infinity, whole = true } = {}): number {
  const value = Number(text);
  if (
    text.trim() === '' ||
    !Number.isFinite(value) ||
    value < least ||
    value > most ||
    (whole && !Number.isInteger(value))
  )
    throw new UsageError(`--${name} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}"`);
  return value;
}
