import { randomBytes, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { FailureError } from '@wandcast/protocol';
import { PasswordThread } from './password-thread.js';

/** scrypt parameters of OWASP's Password Storage Cheat Sheet (2024): 32 MB, about a quarter of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;

/** Hashes that may wait, of strangers and of others, beside the one that is computed. */
const MAX_WAITING = 17;

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

/** One, with a low priority: strangers who guess passwords must not delay casts. */
const thread = new PasswordThread();
let isBusy = false;
const waiting = { known: [] as (() => void)[], strangers: [] as (() => void)[] };

async function derive(
  password: string,
  salt: Buffer,
  cost: ScryptOptions & { N: number; r: number },
  isKnown: boolean,
): Promise<Buffer> {
  if (isBusy) {
    const queue = isKnown ? waiting.known : waiting.strangers;
    if (queue.length >= MAX_WAITING) throw new FailureError('overloaded', 'too many concurrent sign-ins');
    await new Promise<void>((go) => queue.push(go)); // stays busy
  }
  isBusy = true;
  try {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    return await thread.derive({ password: password.normalize('NFKC'), salt, keyBytes: KEY_BYTES, options });
  } finally {
    const next = waiting.known.shift() ?? waiting.strangers.shift();
    if (next === undefined) isBusy = false;
    else next();
  }
}
