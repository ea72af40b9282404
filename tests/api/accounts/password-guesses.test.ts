import type { AuditLine } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { openRoom } from '../../support/console-client.js';
import { PASSWORD, becomeMember } from '../../support/test-server.js';

const room = openRoom();

interface Place {
  /** Client address, as a proxy on this machine reports it. */
  readonly address: string;
  readonly device?: string;
}

async function signIn(name: string, password: string, { address, device }: Place): Promise<Response> {
  const headers = {
    ...{ 'content-type': 'application/json', 'x-forwarded-for': address },
    ...(device !== undefined && { cookie: `wandcast-device=${device}` }),
  };
  return fetch(`${room.server.url}/api/account/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, password }),
  });
}
const deviceIn = (response: Response): string =>
  /^wandcast-device=([^;]*)/.exec(response.headers.getSetCookie()[1] ?? '')?.[1] ?? '';
const member = async (name: string): Promise<unknown> =>
  becomeMember(await room.client.ask<string>('member:invite', { role: 'viewer', note: name }), name);

/** Guesses until nobody new gets a try for this name, from many addresses and with many spellings. */
async function hammer(name: string): Promise<void> {
  const spellings = [name, name.toUpperCase(), name.toLowerCase(), ` ${name} `];
  for (let i = 0; i < 40; i++) {
    const tries = Array.from({ length: 4 }, (_, k) =>
      signIn(spellings[k] ?? name, 'a guess', { address: `203.0.113.${i}` }),
    );
    if ((await Promise.all(tries)).every(({ status }) => status === 429)) return;
  }
  throw new Error('strangers are not limited');
}

test('[A2] strangers who hammer a name lock nobody out who signed in there before', async () => {
  await member('Hammered Hanna');
  const office = await signIn('Hammered Hanna', PASSWORD, { address: '198.51.100.7' });
  const device = deviceIn(office);
  expect(office.headers.getSetCookie()[1]).toMatch(/HttpOnly.*SameSite=Strict/);
  await hammer('Hammered Hanna');
  const status = async (place: Place): Promise<number> => (await signIn('hammered hanna', PASSWORD, place)).status;
  /** Whether one of several guesses at once is refused: meanwhile a stranger may have got another try or two. */
  const isLimited = async (place: Place): Promise<boolean> => {
    const guesses = Array.from({ length: 5 }, () => signIn('HAMMERED HANNA', 'a guess', place));
    return (await Promise.all(guesses)).some((answer) => answer.status === 429);
  };
  expect(await isLimited({ address: '198.51.100.8' })).toBe(true); // a new place has to wait
  expect(await isLimited({ address: '198.51.100.8', device: `${device}x` })).toBe(true); // a forged cookie
  const owner = await signIn(room.client.state.me.name, PASSWORD, { address: '127.0.0.1' });
  expect(await isLimited({ address: '198.51.100.8', device: deviceIn(owner) })).toBe(true); // somebody else's
  expect(await isLimited({ address: '198.51.100.7' })).toBe(false); // the same address
  expect(await isLimited({ address: '203.0.113.3', device })).toBe(false); // the same browser, at the attacker's address
  expect([await status({ address: '198.51.100.7' }), await status({ address: '203.0.113.3', device })]).toEqual([
    201, 201,
  ]);
});

test('[A2] spellings of a name share their attempts', async () => {
  await member('Spelled Sina');
  const spellings = Array.from({ length: 12 }, (_, i) =>
    'spelled sina'.replace(/[a-z]/g, (letter, k: number) => ((i >> (k % 4)) & 1 ? letter.toUpperCase() : letter)),
  );
  const answers = await Promise.all(spellings.map((name) => signIn(name, 'a guess', { address: '198.51.100.20' })));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(8);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
});

test('failed sign-ins are logged without secrets, and take one line of the activity', async () => {
  const secret = 'my secret in the wrong field';
  await signIn(secret, 'a guess', { address: '198.51.100.30' });
  await signIn('x'.repeat(190), 'a guess', { address: '198.51.100.30' });
  const lines = async (): Promise<AuditLine[]> =>
    (await room.client.ask<AuditLine[]>('audit:list', { before: null, limit: 200 })).filter(
      ({ did }) => did === 'sign-in:failed',
    );
  const logged = room.server.log.filter(({ msg }) => msg === 'sign-in failed');
  expect(logged.length).toBeGreaterThan(60);
  expect(logged).toContainEqual(
    expect.objectContaining({ member: 'Hammered Hanna', address: '203.0.113.0', isKnown: false }),
  );
  await expect.poll(async () => (await lines())[0]?.facts['names']).toBe(4); // two members, so that none is named
  expect((await lines())[0]?.facts.count).toBeGreaterThan(logged.length); // limited ones count
  expect(await lines()).toHaveLength(1);
  expect((await lines())[0]).toMatchObject({ by: '' });
  expect((await lines())[0]?.facts).not.toHaveProperty('member');
  const written = JSON.stringify([
    room.server.log,
    await lines(),
    await room.server.query('SELECT * FROM sign_in_places'),
  ]);
  for (const text of ['a guess', 'secret', 'xxxx']) expect(written).not.toContain(text);
});

test('[A2] a crowd that guesses at one name keeps no other name at its address out', async () => {
  const hall = { address: '198.51.100.50' };
  await member('Crowded Carla');
  expect((await signIn('Crowded Carla', PASSWORD, hall)).status).toBe(201);
  const guesses = Array.from({ length: 120 }, () => signIn('Somebody else', 'a guess', hall));
  const inTheCrowd = [1, 2, 3].map(() => signIn('Crowded Carla', PASSWORD, hall)); // without the cookie
  const crowd = (await Promise.all(guesses)).map(({ status }) => status);
  expect(crowd).toContain(503); // too many wait
  expect((await Promise.all(inTheCrowd)).map(({ status }) => status)).toEqual([201, 201, 201]);
});

test('[A2] the cookie of a longer name is worth nothing for a shorter one', async () => {
  await member('ann');
  await member('ann:x');
  await hammer('ann');
  const cookieOfLonger = deviceIn(await signIn('ann:x', PASSWORD, { address: '198.51.100.9' }));
  const guesses = Array.from({ length: 5 }, () =>
    signIn('ann', 'a guess', { address: '198.51.100.10', device: `x:${cookieOfLonger}` }),
  );
  expect((await Promise.all(guesses)).some(({ status }) => status === 429)).toBe(true);
});
