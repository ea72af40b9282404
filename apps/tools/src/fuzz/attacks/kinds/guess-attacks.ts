import { PROTOCOL_VERSION } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { newCode } from '../../generate/example.js';
import { ROOT_NAME } from '../../people/root-owner.js';
import { wandHandshake } from '../../people/wand-handshake.js';
import { sendHttp, type HttpAttempt } from '../../transport/http-request.js';
import { inLanes, joinAs, type Attack, type Strike } from './attack.js';

/** Guesses on their way at the same time. */
const GUESSING = 16;

/** Join codes, by the route of the start page and by handshakes. */
const joinCodes: Attack = (strike) =>
  inLanes(GUESSING, async (lane) => {
    const code = newCode(strike.dice);
    if (lane % 2 === 0) await request(strike, { method: 'GET', path: `/api/events/${code}` });
    else await handshake(strike, '/wand', wandHandshake(code));
  });

/** Passwords of the owner, in several spellings of the name, and of nobody. */
const passwords: Attack = (strike) =>
  inLanes(GUESSING, async (lane) => {
    const spellings = [ROOT_NAME, ROOT_NAME.toUpperCase(), ` ${ROOT_NAME}`, `Nobody ${strike.dice.below(1e6)}`];
    const body = JSON.stringify({ name: spellings[lane % spellings.length], password: newKey() });
    await request(strike, { method: 'POST', path: '/api/account/session', body: Buffer.from(body) });
  });

/** Stage tokens: random, and the right one with another end. */
const stageTokens: Attack = (strike) =>
  inLanes(GUESSING, async (lane) => {
    const { stageToken } = strike.target;
    const token = lane % 2 === 0 ? newKey() : stageToken.slice(0, -6) + newKey().slice(0, 6);
    if (lane % 4 === 0) await request(strike, { method: 'GET', path: `/api/summary?token=${token}` });
    else await handshake(strike, '/stage', { protocol: PROTOCOL_VERSION, token });
  });

async function handshake(strike: Strike, namespace: string, auth: Readonly<Record<string, unknown>>): Promise<void> {
  strike.counts.sent++;
  const connection = await joinAs(strike, namespace, auth);
  strike.counts.answered++;
  connection?.close();
}

type Guess = Pick<HttpAttempt, 'method' | 'body'> & { readonly path: string };

async function request({ target, counts }: Strike, { method, path, body }: Guess): Promise<void> {
  counts.sent++;
  const headers = { 'x-forwarded-for': target.address, 'content-type': 'application/json', connection: 'close' };
  const { status } = await sendHttp({ url: target.url + path, method, headers, body });
  if (status === 0) counts.closed++;
  else counts.answered++;
  if (status >= 400) counts.refused++;
}

export const guessAttacks = {
  'join-codes': joinCodes,
  ...{ passwords, 'stage-tokens': stageTokens },
} satisfies Record<string, Attack>;
