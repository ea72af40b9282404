import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROTOCOL_VERSION, ROUND_LEAD_MS, type Profile } from '@wandcast/protocol';
import { nameRoom, newKey } from '@wandcast/wand';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { startServer, type RunningServer } from '../../apps/api/src/server.js';
import type { TlsMode } from '../../apps/api/src/platform/tls/open-certificates.js';
import { openPool } from './database-pool.js';
import { createTestDatabase } from './test-database.js';

/** A real server with its own database and data folder. */
export interface TestServer extends RunningServer {
  readonly folder: string;
  readonly code: string;
  /** Session token of an owner. */
  readonly owner: string;
  /** Parsed log lines of level warning and above. */
  readonly log: Record<string, unknown>[];
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** Stops the server and starts another one with the same folder and database. */
  restart(change?: TestServerOptions): Promise<TestServer>;
  /** Stops the server and removes its folder, and its database if `startTestServer` created it. */
  remove(): Promise<void>;
}

interface TestServerOptions {
  /** Another server's database. */
  readonly databaseUrl?: string;
  readonly port?: number;
  /** Serves these pages instead of the product's. */
  readonly webFolder?: string;
  readonly host?: string;
  readonly publicUrl?: string;
  readonly tls?: TlsMode;
  /** Time between the announcement and the start of a round, s. */
  readonly roundLead?: number;
  /** Most participants in a room. */
  readonly capacity?: number;
  /** Events that ended longer ago are deleted, days. */
  readonly keepDays?: number | undefined;
  /** Transfers of whole evenings without progress are ended after this time, ms. */
  readonly stalledMs?: number;
  /** Redis through which nodes relay connections. */
  readonly redisUrl?: string;
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

/** Storage that survives a restart. */
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
      capacity: options.capacity,
      keepDays: options.keepDays,
      stalledMs: options.stalledMs,
      redisUrl: options.redisUrl,
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
    owner: await becomeMember(withOriginOf(server.url, server.setUpLink ?? ''), `Ada ${++owners}`),
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

/** The link with the server's local address, so that no certificate is involved. */
function withOriginOf(url: string, link: string): string {
  return link.replace(new URL(link).origin, url);
}

let owners = 0;
export const PASSWORD = 'correct horse battery';

/** Creates a member from an invitation or owner link. @returns the session token */
export async function becomeMember(link: string, name: string): Promise<string> {
  const { origin, hash } = new URL(link);
  const body = JSON.stringify({ token: hash.split('=')[1], name, password: PASSWORD });
  // Without keep-alive: the server may close an idle connection during a long test.
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(`${origin}/api/account/join`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`the member could not join: ${await response.text()}`);
  return sessionIn(response);
}

/** The session token that a response sets as a cookie; empty if the response clears the cookie. */
export function sessionIn(response: Response): string {
  return /^(?:__Host-)?wandcast=([^;]*)/.exec(response.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
}

function collector(lines: Record<string, unknown>[]): Logger {
  return pino(
    { level: 'warn', base: null },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
}

export const profile: Profile = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' };

/** A refused connection. */
type Refusal = Error & { data?: { code: string; detail?: string } };

/** A raw client of a namespace, which can send what no page sends. It connects to the node that serves its room. */
export function connect(server: { url: string }, namespace: string, auth: object): Socket {
  const socket = io(`${server.url}${namespace}`, {
    auth: { protocol: PROTOCOL_VERSION, ...auth },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ackTimeout: 60_000,
  });
  socket.on('connect_error', (error: Refusal) => {
    if (isElsewhere(error) && nameRoom(socket, error.data?.detail ?? '')) socket.connect();
  });
  return socket;
}

function isElsewhere(error: unknown): boolean {
  return (error as Partial<Refusal>).data?.code === 'wrong-node';
}

export function connectWand(server: { url: string; code: string }, change: object = {}): Socket {
  return connect(server, '/wand', { code: server.code, key: newKey(), profile, ...change });
}

/** The next message of that name. Call it before the action that causes the message. Rejects if the connection ends. */
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

/** Resolves with `received`, or rejects if the connection is refused or ends before. @param message name for the error */
export function rejectOnDisconnect<T>(socket: Socket, message: string, received: Promise<T>): Promise<T> {
  const disconnected = new Promise<never>((_, reject) => {
    const onEnd = (reason: unknown): void => {
      if (isElsewhere(reason)) return;
      reject(new Error(`the connection ended before "${message}" arrived: ${String(reason)}`));
    };
    socket.on('connect_error', onEnd);
    socket.once('disconnect', onEnd);
  });
  const result = Promise.race(message === 'disconnect' ? [received] : [received, disconnected]);
  for (const promise of [disconnected, result]) promise.catch(() => undefined); // a caller that awaits still gets the error
  return result;
}

/** "welcomed", or the code of the failure that refused the connection, or the reason why it was closed. */
export function connectionResult(socket: Socket, welcome: string): Promise<string> {
  return new Promise((resolve) => {
    socket.once('disconnect', resolve);
    socket.once(welcome, () => {
      resolve('welcomed');
    });
    socket.on('connect_error', (error: Refusal) => {
      if (!isElsewhere(error)) resolve(error.data?.code ?? error.message);
    });
  });
}

export function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token') ?? '';
}
