import fs from 'node:fs';
import path from 'node:path';

/**
 * Creates the data folder if needed. Creates one level at a time: Node's recursive mkdir never returns below /proc.
 * @throws Error with one line if it is a file, or cannot be created or written
 */
export function openDataFolder(folder: string): void {
  try {
    create(folder);
    const probe = path.join(folder, `.write-check-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    throw new Error(`${reasonOf(error as NodeJS.ErrnoException, folder)}: choose another folder with --data`);
  }
}

function create(folder: string): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (path.dirname(folder) !== folder) create(path.dirname(folder));
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && fs.statSync(folder).isDirectory();
    if (!isThere) throw error; // else another server has just created it
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, folder: string): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `${folder} is a file, not a folder`;
    case 'EROFS':
      return `${folder} is on a read-only disk`;
    case 'EACCES':
    case 'EPERM':
      return `${folder} may not be written by this user`;
    case 'ENOSPC':
      return `the disk of ${folder} is full`;
    case 'ENOENT':
      return `${folder} cannot be created there`;
    case undefined:
    default:
      return `cannot write to ${folder} (${message})`;
  }
}
