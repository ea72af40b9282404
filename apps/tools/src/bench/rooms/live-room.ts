import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Answer,
  ConsoleState,
  ConsoleToServer,
  Round,
  ServerToConsole,
  TrainingProgress,
} from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../../cli/usage-error.js';
import { joinRoom } from '../../room-client/join-room.js';
import { openSocket } from '../../room-client/open-socket.js';
import { simulatedProfile } from '../../room-client/simulated-profile.js';
import type { Caster } from '../load/cast-load.js';
import { wandCaster } from '../servers/wandcast/wand-caster.js';
import { watchStage } from '../servers/wandcast/watch-stage.js';

/** Rounds follow each other, each of so many seconds and with its result on the stage for a moment. */
const ROUND_SECONDS = 20;
const RESULT_MS = 4_000;

/** A room with a console, a stage and wands, in which rounds are played and models trained. */
export class LiveRoom {
  private readonly wands: Wand[] = [];
  private readonly over = new AbortController();

  private constructor(
    private readonly url: string,
    private readonly console: Socket<ServerToConsole, ConsoleToServer>,
    private readonly stage: Awaited<ReturnType<typeof watchStage>>,
    private readonly code: string,
  ) {}

  /** @param id of the room; by default the main one  @throws UsageError if the server refuses */
  static async open(url: string, session: string, id?: string): Promise<LiveRoom> {
    const { socket, welcomed } = openSocket(url, '/console', session, id);
    const { stageUrl, event } = (await welcomed) as ConsoleState;
    const stage = await watchStage(url, new URL(stageUrl).searchParams.get('token') ?? '');
    const room = new LiveRoom(url, socket, stage, event.code);
    await room.ask('room:learn', { learning: false }); // it trains when it is told to
    return room;
  }

  /** @param number of the person in the whole run  @param url of the node by which they come */
  async join(number: number, url = this.url): Promise<Caster> {
    const { wand } = await joinRoom({ url, code: this.code }, simulatedProfile(number));
    this.wands.push(wand);
    return wandCaster(wand);
  }

  get joined(): readonly Wand[] {
    return this.wands;
  }

  /** Plays rounds and trains models, one after another, until the room is left. @throws UsageError if one is refused */
  async carryOn(): Promise<void> {
    const { signal } = this.over;
    await Promise.all([this.playRounds(signal), this.trainModels(signal)]).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  private async playRounds(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const round = { kind: 'free', spell: null, duel: null, seconds: ROUND_SECONDS };
      const { endsAt } = await this.ask<Round>('round:start', round);
      await sleep(Math.max(0, endsAt - Date.now()) + RESULT_MS, undefined, { signal });
    }
  }

  private async trainModels(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ended = new Promise<void>((resolve, reject) => {
        this.console.once('training:ended', () => { resolve(); }); // prettier-ignore
        signal.addEventListener('abort', () => { reject(new Error('left')); }, { once: true }); // prettier-ignore
      });
      ended.catch(() => undefined); // a refusal is thrown first
      await this.ask<TrainingProgress>('model:train', { kind: 'auto' });
      await ended;
    }
  }

  leave(): void {
    this.over.abort();
    this.console.disconnect();
    this.stage.leave();
    for (const wand of this.wands) wand.leave();
  }

  private async ask<T>(name: string, message: object): Promise<T> {
    const socket = this.console as unknown as Socket;
    const answer = (await socket.emitWithAck(name, message)) as Answer<T>;
    if (!answer.ok) throw new UsageError(`the Wandcast server refused ${name}: ${answer.failure.message}`);
    return answer.value;
  }
}
