import { createHash, randomBytes } from 'node:crypto';

/** A secret for one person to keep: 32 random bytes. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of it. A random token needs no salt and no slow hash. */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
