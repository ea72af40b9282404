/** Parses a flag that holds a comma-separated list. Empty if the flag is absent. */
export function listFlag(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',').filter((item) => item !== '');
}
