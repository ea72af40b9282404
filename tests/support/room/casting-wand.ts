import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, StoredCast } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { expect } from 'vitest';
import { castMessages } from '../cast-messages.js';
import type { ServerProcess } from '../server-process.js';
import { connectWand, nextMessage } from '../test-server.js';

export interface HealthAnswer {
  readonly code: number;
  readonly status: string;
  readonly reason?: string;
  readonly nodes: number;
}

export async function healthOf({ url }: ServerProcess): Promise<HealthAnswer> {
  const response = await fetch(`${url}/health`);
  return { code: response.status, ...((await response.json()) as Omit<HealthAnswer, 'code'>) };
}

/** Pause before a refused cast is sent again, ms: without one the server disconnects the wand because it floods. */
const RETRY_MS = 100;

/** A wand that casts until it is told to stop, and sends refused casts again as a phone does. */
export class CastingWand {
  readonly stored: string[] = [];
  private stopping = false;
  private readonly casting: Promise<void>;

  constructor(private readonly socket: Socket) {
    this.casting = this.castOn();
    this.casting.catch(() => undefined); // `stop` tells
  }

  async stop(): Promise<readonly string[]> {
    this.stopping = true;
    await this.casting;
    this.socket.disconnect();
    return this.stored;
  }

  private async castOn(): Promise<void> {
    for (let cast = castMessages(); ;) {
      const answer = (await this.socket.emitWithAck('cast:replay', cast.replay)) as Answer<StoredCast>;
      if (answer.ok) {
        this.stored.push(cast.castId);
        cast = castMessages();
      } else {
        expect(answer.failure.code).toBe('overloaded');
        await wait(RETRY_MS);
      }
      if (this.stopping && answer.ok) return;
    }
  }
}

export async function openWand(server: ServerProcess): Promise<CastingWand> {
  const code = /[?&]code=(\w+)/.exec(server.stdout())?.[1] ?? '';
  const socket = connectWand({ url: server.url, code });
  await nextMessage(socket, 'wand:welcomed');
  return new CastingWand(socket);
}
