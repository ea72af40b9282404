import { readFileSync, statSync } from 'node:fs';
import type { CertificateSource } from './certificate-source.js';
import { parseKeyPair, type KeyPair } from './key-pair.js';

export interface PairFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate and its key in files that another program renews. */
export class FileCertificateSource implements CertificateSource {
  readonly authority = undefined;
  pair: KeyPair;
  /** State of the files when they were last read, usable or not, so that a fault is reported once. */
  private lastState: string;

  /** @throws Error with one line that names the variable and the fault */
  constructor(private readonly files: PairFiles) {
    this.lastState = stateOf(files);
    this.pair = read(files);
  }

  refresh(): boolean {
    const state = stateOf(this.files);
    if (state === this.lastState) return false;
    this.lastState = state;
    this.pair = read(this.files);
    return true;
  }
}

function read(files: PairFiles): KeyPair {
  const names = { cert: `TLS_CERT: ${files.cert}`, key: `TLS_KEY: ${files.key}` };
  return parseKeyPair(textOf(files.cert, names.cert), textOf(files.key, names.key), names);
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${name} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`}`);
  }
}

/** Includes the inode: renewals often point a link at another file. */
function stateOf({ cert, key }: PairFiles): string {
  return [cert, key]
    .map((file) => {
      try {
        const { ino, mtimeMs, size } = statSync(file);
        return `${ino} ${mtimeMs} ${size}`;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? 'unknown'; // reading it reports what is wrong
      }
    })
    .join();
}
