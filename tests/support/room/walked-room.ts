import { createHash } from 'node:crypto';
import type { Role } from '@wandcast/protocol';
import { roles } from '@wandcast/protocol/schemas';
import { newKey } from '@wandcast/wand';
import { afterAll, beforeAll } from 'vitest';
import { openConsole } from '../console-client.js';
import { becomeMember, startTestServer, tokenOf, type TestServer } from '../test-server.js';
import { phoneCookie } from './phone-connection.js';
import { joinWand, type TestWand } from './test-wand.js';

/** A server with a member of each role, where everyone tries everything that is declared. */
export interface WalkedRoom {
  readonly server: TestServer;
  /** A server with another database. */
  readonly elsewhere: TestServer;
  /** Someone who joined and is still there. */
  readonly participant: TestWand;
  /** The cookie of a phone, as `name=value`. */
  readonly phone: string;
  /** Token of the preflight link. */
  readonly preflight: string;
  /** Origin of the server's own pages. */
  readonly origin: string;
  /** A session of its own, so that a walk that ends it ends nothing else. @param expires SQL */
  session(role: Role, expires?: string): Promise<string>;
  /** Credentials that open nothing for the team, by name. */
  readonly strangers: Readonly<Record<string, () => string | Promise<string>>>;
  /** Headers of requests that pages of other origins cause. */
  foreign(): Record<string, string>[];
}

/** Opens it before the tests of a file and closes it afterwards. Use what it has only inside tests. */
export function openWalkedRoom(): WalkedRoom {
  let open: Pick<WalkedRoom, 'server' | 'elsewhere' | 'participant' | 'phone' | 'preflight'> | undefined;
  const get = (): typeof open & object => {
    if (open === undefined) throw new Error('the room is not open');
    return open;
  };
  beforeAll(async () => {
    const [server, elsewhere] = await Promise.all([startTestServer(), startTestServer()]);
    const owner = await openConsole(server);
    for (const role of roles) await becomeMember(await owner.ask<string>('member:invite', { role, note: '' }), role);
    owner.socket.disconnect();
    const preflight = tokenOf(owner.state.preflightUrl);
    open = { server, elsewhere, participant: await joinWand(server), phone: await phoneCookie(server), preflight };
  });
  afterAll(async () => {
    open?.participant.socket.disconnect();
    await open?.server.remove();
    await open?.elsewhere.remove();
  });

  async function session(role: Role, expires = `now() + interval '1 day'`): Promise<string> {
    const token = newKey();
    await get().server.query(
      `INSERT INTO sessions (token_hash, member_id, kind, description, expires_at)
       SELECT $1, id, 'browser', 'walk', ${expires} FROM members WHERE name = $2`,
      [createHash('sha256').update(token).digest(), role],
    );
    return token;
  }
  const strangers = {
    'a participant’s key': () => get().participant.key,
    'a participant’s id': () => get().participant.me.id,
    'the cookie of a phone': () => get().phone.slice(get().phone.indexOf('=') + 1),
    'a random key': newKey,
    'an expired session': () => session('owner', 'now()'),
    'a session of another server': () => get().elsewhere.owner,
    'the stage link': () => tokenOf(get().server.links.stage),
    'the summary link': () => tokenOf(get().server.links.summary),
    'the preflight link': () => get().preflight,
    'a hash of a session': () => createHash('sha256').update(get().server.owner).digest('base64url'),
  };
  return {
    ...{ session, strangers },
    get server() {
      return get().server;
    },
    get elsewhere() {
      return get().elsewhere;
    },
    get participant() {
      return get().participant;
    },
    get phone() {
      return get().phone;
    },
    get preflight() {
      return get().preflight;
    },
    get origin() {
      return new URL(get().server.url).origin;
    },
    foreign: () => [
      { origin: `http://127.0.0.1:${Number(new URL(get().server.url).port) + 1}` },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ],
  };
}
