import { readFileSync } from 'node:fs';

/**
 * Address of the external database: `DATABASE_URL`, with the password that is in the file `DATABASE_PASSWORD_FILE` if that
 * is given, so that no environment has it.
 * @returns undefined if the embedded database is to be used  @throws Error with one line that names the variable
 */
export function externalDatabaseUrl(env: NodeJS.ProcessEnv): string | undefined {
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const [url, file] = [given('DATABASE_URL'), given('DATABASE_PASSWORD_FILE')];
  if (file === undefined) return url;
  if (url === undefined) throw new Error('DATABASE_PASSWORD_FILE needs DATABASE_URL, the address of the database');
  if (!URL.canParse(url)) return url; // is rejected by those who use it
  const address = new URL(url);
  address.password = encodeURIComponent(passwordIn(file));
  return address.href;
}

function passwordIn(file: string): string {
  let password: string;
  try {
    password = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Error(`DATABASE_PASSWORD_FILE cannot be read (${code}): check the path and who may read ${file}`);
  }
  if (password === '') throw new Error(`DATABASE_PASSWORD_FILE names an empty file: write the password to ${file}`);
  return password;
}
