import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { browserName } from '../../../../apps/api/src/accounts/sessions/browser-name.js';
import { PasswordThread } from '../../../../apps/api/src/accounts/sign-in/password-thread.js';
import { hashPassword, isPassword } from '../../../../apps/api/src/accounts/sign-in/passwords.js';
import type { Bucket, BucketStore } from '../../../../apps/api/src/platform/limits/bucket-store.js';
import { LoginRateLimiter, type LoginAttempt } from '../../../../apps/api/src/platform/limits/login-rate-limiter.js';

class BucketsInMemory implements BucketStore {
  private readonly buckets = new Map<string, Bucket>();

  update(...[keys, change]: Parameters<BucketStore['update']>): Promise<boolean> {
    const changed = change(keys.map((key) => this.buckets.get(key)));
    for (const [i, bucket] of (changed ?? []).entries()) this.buckets.set(keys[i] ?? '', bucket);
    return Promise.resolve(changed !== undefined);
  }
}

describe('a password', () => {
  test('matches its hash in any Unicode form, and is salted', async () => {
    const composed = 'cafe\u0301 au lait';
    const [one, two] = [await hashPassword(composed), await hashPassword(composed)];
    expect(one).not.toBe(two);
    expect(await isPassword('caf\u00e9 au lait', one)).toBe(true);
    expect(await isPassword('cafe au lait', one)).toBe(false);
  });

  test('never matches if there is no hash', async () => {
    expect(await isPassword('anything', undefined)).toBe(false);
    expect(await isPassword('', undefined)).toBe(false);
  });

  test('is rejected as overloaded if too many are being hashed', async () => {
    const many = await Promise.allSettled(Array.from({ length: 30 }, () => isPassword('guess', undefined)));
    const refused = many.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBe(12); // of thirty, one runs and seventeen wait
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded' } });
  });
});

test('who signed in here before does not wait behind strangers', async () => {
  const strangers = Array.from({ length: 18 }, () => isPassword('guess', undefined).then(() => 'stranger'));
  const known = isPassword('guess', undefined, true).then(() => 'known');
  const others = strangers.slice(4); // one runs, and more may end at the same time
  expect(await Promise.race([known, ...others])).toBe('known');
  await Promise.all(strangers);
});

test.runIf(process.platform === 'linux')('hashes are computed with a lower priority than the rest', async () => {
  await hashPassword('a long walk');
  const threads = readdirSync('/proc/self/task').map(Number);
  const own = getPriority(process.pid);
  expect(threads.map((thread) => getPriority(thread))).toContain(Math.min(19, own + 5));
});

test('a thread that ends fails its hash, and the next one gets another', async () => {
  const thread = new PasswordThread();
  const terminate = (): Promise<number> => (Reflect.get(thread, 'worker') as Worker).terminate();
  const job = { password: 'a long walk', salt: new Uint8Array(16), keyBytes: 32, options: { N: 2 } };
  const hash = expect(thread.derive(job)).rejects.toThrow('ended');
  await terminate();
  await hash;
  expect(await thread.derive(job)).toHaveLength(32);
  await terminate(); // while nobody waits
  expect(await thread.derive(job)).toHaveLength(32);
});

describe('login attempts', () => {
  const limiter = (now: () => number): LoginRateLimiter => new LoginRateLimiter(new BucketsInMemory(), now);
  const attempts = async (
    limit: LoginRateLimiter,
    name: string,
    address: string,
    known: Partial<LoginAttempt> = {},
  ): Promise<number> => {
    for (let count = 0; ; count++)
      try {
        await limit.consume({ name, address, ...known });
      } catch {
        return count;
      }
  };

  test('[A2] are limited per name and address, and refill over time', async () => {
    let now = 0;
    const limit = limiter(() => now);
    expect(await attempts(limit, 'ada', 'room')).toBe(8);
    now = 3 * 60_000;
    expect(await attempts(limit, 'ada', 'room')).toBe(3);
  });

  test('[A2] of an attacker do not block the moderator elsewhere, or other names', async () => {
    const limit = limiter(() => 0);
    await attempts(limit, 'ada', 'attacker');
    expect(await attempts(limit, 'ada', 'home')).toBe(8);
    expect(await attempts(limit, 'bea', 'attacker')).toBe(8);
  });

  test('[A2] are limited per name across addresses', async () => {
    const limit = limiter(() => 0);
    let all = 0;
    for (let i = 0; i < 100; i++) all += await attempts(limit, 'ada', `address ${i}`);
    expect(all).toBe(60);
  });

  test('[A2] are limited per address across names', async () => {
    const limit = limiter(() => 0);
    let all = 0;
    for (let i = 0; i < 100; i++) all += await attempts(limit, `name ${i}`, 'attacker');
    expect(all).toBe(60);
  });

  test('[A2] of strangers never lock out a name on a device or at an address that it knows', async () => {
    const limit = limiter(() => 0);
    for (let i = 0; i < 100; i++) await attempts(limit, 'ada', `address ${i}`);
    for (let i = 0; i < 100; i++) await attempts(limit, `name ${i}`, `other address ${i}`); // uses up those of all together
    expect(await attempts(limit, 'ada', 'new place')).toBe(0);
    expect(await attempts(limit, 'ada', 'office', { isKnownAddress: true })).toBe(8);
    await attempts(limit, 'ada', 'hall');
    expect(await attempts(limit, 'ada', 'hall', { device: 'her laptop' })).toBe(8); // behind one address with the attacker
  });

  test('[A2] on a known device are limited, too', async () => {
    const limit = limiter(() => 0);
    expect(await attempts(limit, 'ada', 'hall', { device: 'stolen' })).toBe(16); // its own, then those of the address
    expect(await attempts(limit, 'ada', 'hall', { device: 'her laptop' })).toBe(8);
  });

  test('that succeed are refunded', async () => {
    const limit = limiter(() => 0);
    for (let i = 0; i < 200; i++) {
      const granted = await limit.consume({ name: 'ada', address: 'home' });
      await limit.refund(granted);
    }
  });
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36',
    'Chrome on Linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/26.0 Safari/604',
    'Safari on iOS',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on macOS'],
  ['node', 'A browser'],
  [undefined, 'A browser'],
])('the browser name of %s is %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
