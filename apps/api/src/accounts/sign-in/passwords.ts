import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { FailureError } from '@wandcast/protocol';

/** scrypt parameters of OWASP's Password Storage Cheat Sheet (2024): 32 MB, about a quarter of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;

/** Hashes computed at once, on at most half of the cores: strangers who guess passwords must not delay casts. */
const MAX_RUNNING = Math.max(1, Math.min(2, availableParallelism() >> 1));
/** Hashes that may wait, of strangers and of others: eighteen with those that are computed. */
const MAX_WAITING = 18 - MAX_RUNNING;

/** @returns parameters, salt and hash in one string: `scrypt$N$r$p$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST, true);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether the password matches the hash. Takes as long without a hash.
 * @param isKnown from a device or address that signed in before: does not wait behind strangers
 * @throws FailureError `overloaded`
 */
export async function isPassword(password: string, stored: string | undefined, isKnown = false): Promise<boolean> {
  const [, n, r, p, salt = '', hash = ''] = (stored ?? '').split('$');
  const cost = stored === undefined ? COST : { N: Number(n), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost, isKnown);
  const expected = Buffer.from(hash, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

let running = 0;
const waiting = { known: [] as (() => void)[], strangers: [] as (() => void)[] };

async function derive(
  password: string,
  salt: Buffer,
  cost: ScryptOptions & { N: number; r: number },
  isKnown: boolean,
): Promise<Buffer> {
  if (running >= MAX_RUNNING) {
    const queue = isKnown ? waiting.known : waiting.strangers;
    if (queue.length >= MAX_WAITING) throw new FailureError('overloaded', 'too many concurrent sign-ins');
    await new Promise<void>((go) => queue.push(go));
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
    (waiting.known.shift() ?? waiting.strangers.shift())?.();
  }
}
