import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as base64url. Never starts with a hyphen: a command would take the token for a flag. */
export function newToken(): string {
  let token: string;
  do token = randomBytes(32).toString('base64url');
  while (token.startsWith('-'));
  return token;
}

/** SHA-256 of a token, as stored. Random tokens need neither salt nor a slow hash. */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
