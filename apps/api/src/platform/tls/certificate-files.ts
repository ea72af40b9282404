import { readFileSync, statSync } from 'node:fs';
import type { CertificateSource } from './certificate-source.js';
import { parseKeyPair, type KeyPair } from './key-pair.js';

export interface PairFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate and its key in files that somebody else renews. */
export class FilePair implements CertificateSource {
  readonly authority = undefined;
  pair: KeyPair;
  /** How the files looked when they were read last, whether they could be used or not: a fault is told of once. */
  private seen: string;

  /** @throws Error with one line that names the variable and the fault */
  constructor(private readonly files: PairFiles) {
    this.seen = lookOf(files);
    this.pair = read(files);
  }

  look(): boolean {
    const seen = lookOf(this.files);
    if (seen === this.seen) return false;
    this.seen = seen;
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
    throw new Error(`${name} ${code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'unknown'})`}`);
  }
}

/** Another file behind a link, as renewals leave it, looks different too. */
function lookOf({ cert, key }: PairFiles): string {
  return [cert, key]
    .map((file) => {
      try {
        const { ino, mtimeMs, size } = statSync(file);
        return `${ino} ${mtimeMs} ${size}`;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? 'unknown'; // reading it says what is wrong
      }
    })
    .join();
}
