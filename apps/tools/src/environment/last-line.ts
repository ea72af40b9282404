/** The last line of a process's output, for an error message. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
