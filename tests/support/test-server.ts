import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROTOCOL_VERSION, ROUND_LEAD_MS, type Profile } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { startServer, type RunningServer } from '../../apps/api/src/server.js';
import type { TlsMode } from '../../apps/api/src/platform/tls/open-certificates.js';
import { openPool } from './database-pool.js';
import { createTestDatabase } from './test-database.js';

/** A real server on a database and in a folder of its own, which are removed with it. */
export interface TestServer extends RunningServer {
  readonly folder: string;
  readonly code: string;
  /** Token of someone who owns it, as a browser's cookie or a command's key holds it. */
  readonly owner: string;
  /** What the server logged at warning level and above, parsed. */
  readonly log: Record<string, unknown>[];
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** Stops the server and starts another on the same folder and database. */
  restart(change?: TestServerOptions): Promise<TestServer>;
  /** Stops the server and removes its folder, and its database if `startTestServer` created it. */
  remove(): Promise<void>;
}

export interface TestServerOptions {
  /** Another server's database. */
  readonly databaseUrl?: string;
  readonly port?: number;
  /** Other pages than the product's. */
  readonly webFolder?: string;
  readonly host?: string;
  readonly publicUrl?: string;
  readonly tls?: TlsMode;
  /** Time between the announcement and the start of a round, s. */
  readonly roundLead?: number;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wandcast-test-'));
  const database = options.databaseUrl === undefined ? await createTestDatabase() : undefined;
  const remove = async (): Promise<void> => {
    await database?.remove();
    await rm(folder, { recursive: true, force: true });
  };
  return open(options, { folder, databaseUrl: database?.url ?? options.databaseUrl, remove });
}

/** What outlives a restart. */
interface Storage {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  remove(): Promise<void>;
}

async function open(options: TestServerOptions, storage: Storage): Promise<TestServer> {
  const log: Record<string, unknown>[] = [];
  const server = await startServer(
    {
      port: options.port ?? 0,
      webFolder: options.webFolder,
      host: options.host ?? '127.0.0.1',
      dataFolder: storage.folder,
      databaseUrl: storage.databaseUrl,
      publicUrl: options.publicUrl,
      tls: options.tls ?? { kind: 'none' },
      trustProxy: 'loopback',
      roundLead: options.roundLead ?? ROUND_LEAD_MS / 1000,
      newOwner: true,
      engine: 'auto',
    },
    collector(log),
  ).catch(async (error: unknown) => {
    await storage.remove();
    throw error;
  });
  const pool = openPool(server.databaseUrl, 2);
  const stop = async (): Promise<void> => {
    await pool.end();
    await server.stop();
  };
  return {
    ...server,
    folder: storage.folder,
    owner: await becomeMember(fromHere(server.setUpLink ?? '', server.url), `Ada ${++owners}`),
    code: new URL(server.links.join).searchParams.get('code') ?? '',
    log,
    async query(text, values) {
      return (await pool.query(text, values)).rows as never;
    },
    stop,
    async restart(change = {}) {
      await stop();
      return open({ ...options, ...change }, storage);
    },
    async remove() {
      await stop();
      await storage.remove();
    },
  };
}

/** A link as this machine may follow it, whatever certificate phones are shown. */
export function fromHere(link: string, url: string): string {
  return link.replace(new URL(link).origin, url);
}

let owners = 0;
export const PASSWORD = 'correct horse battery';

/** Follows a link that makes a member, as its page does. @returns the token of their session */
export async function becomeMember(link: string, name: string): Promise<string> {
  const { origin, hash } = new URL(link);
  const body = JSON.stringify({ token: hash.split('=')[1], name, password: PASSWORD });
  const headers = { 'content-type': 'application/json', connection: 'close' }; // a test may work for longer than one is kept
  const response = await fetch(`${origin}/api/account/join`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`nobody joined: ${await response.text()}`);
  return sessionIn(response);
}

/** The token in the cookie that an answer gives; empty where it takes it away. */
export function sessionIn(response: Response): string {
  return /^wandcast=([^;]*)/.exec(response.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
}

function collector(lines: Record<string, unknown>[]): Logger {
  return pino(
    { level: 'warn', base: null },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
}

export const profile: Profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' };

/** A raw client of a namespace, for saying what no well-behaved page would. */
export function connect(server: { url: string }, namespace: string, auth: object): Socket {
  return io(`${server.url}${namespace}`, {
    auth: { protocol: PROTOCOL_VERSION, ...auth },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ackTimeout: 60_000,
  });
}

export function connectWand(server: { url: string; code: string }, change: object = {}): Socket {
  return connect(server, '/wand', { code: server.code, key: newKey(), profile, ...change });
}

/** The next message of that name, as a promise to make before what causes it. Rejects where the connection ends first. */
export function nextMessage<T>(socket: Socket, message: string): Promise<T> {
  return rejectOnDisconnect(
    socket,
    message,
    new Promise((resolve) =>
      socket.once(message, (value: T) => {
        resolve(value);
      }),
    ),
  );
}

/** What is waited for on a connection; an error once that is refused or cut. @param what the name of a message */
export function rejectOnDisconnect<T>(socket: Socket, what: string, waited: Promise<T>): Promise<T> {
  const cut = new Promise<never>((_, reject) => {
    const say = (why: unknown): void => {
      reject(new Error(`the connection ended before "${what}" was heard: ${String(why)}`));
    };
    socket.once('connect_error', say);
    socket.once('disconnect', say);
  });
  const heardOrCut = Promise.race(what === 'disconnect' ? [waited] : [waited, cut]);
  for (const one of [cut, heardOrCut]) one.catch(() => undefined); // told where it is awaited, if it is
  return heardOrCut;
}

/** The failure a connection is refused with, or "welcomed"; why it was cut where it was let in and heard nothing. */
export function connectionResult(socket: Socket, welcome: string): Promise<string> {
  return new Promise((resolve) => {
    socket.once('disconnect', resolve);
    socket.once(welcome, () => {
      resolve('welcomed');
    });
    socket.once('connect_error', (error: Error & { data?: { code: string } }) => {
      resolve(error.data?.code ?? error.message);
    });
  });
}

export function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token') ?? '';
}
