import { UsageError } from './usage-error.js';

/** The single FILE argument of a command. @throws UsageError */
export function onlyFile(files: readonly string[]): string {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new UsageError('exactly one FILE is needed (see --help)');
  return file;
}
