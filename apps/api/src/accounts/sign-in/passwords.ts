import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { FailureError } from '@wandcast/protocol';

/** Costs of scrypt as OWASP's password storage sheet asks for them (2024): 32 MB, about a quarter of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;

/** Hashes at once, and those that wait: the server has a room to serve meanwhile. */
const AT_ONCE = 2;
const MAX_WAITING = 16;

/** @returns parameters, salt and hash in one text: `scrypt$N$r$p$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether the password made that hash. Takes as long where there is none to compare with. @throws FailureError `overloaded` */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, n, r, p, salt = '', hash = ''] = (stored ?? '').split('$');
  const cost = stored === undefined ? COST : { N: Number(n), r: Number(r), p: Number(p) };
  const [right, given] = [Buffer.from(hash, 'base64url'), await derive(password, Buffer.from(salt, 'base64url'), cost)];
  return right.length === given.length && timingSafeEqual(right, given);
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, cost: ScryptOptions & { N: number; r: number }): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw new FailureError('overloaded', 'too many sign in at once');
    await new Promise<void>((go) => waiting.push(go));
  }
  running++;
  try {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      });
    });
  } finally {
    running--;
    waiting.shift()?.();
  }
}
