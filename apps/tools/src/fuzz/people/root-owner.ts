import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsoleState, Failure, PageLinks, Role } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../../cli/usage-error.js';
import { openSocket } from '../../room-client/open-socket.js';
import type { Canaries } from '../oracle/canaries.js';
import type { FuzzedServer } from '../server/fuzzed-server.js';
import type { World } from './world.js';

/** Passwords of all members; nothing may ever send one back. */
const PASSWORD = 'canary password of a member';

/** The account that nothing fuzzed reaches. */
export const ROOT_NAME = 'Root Owner';

/** Longest time for one answer, ms: the server may be busy with what is fuzzed. */
const ANSWER_MS = 60_000;

/** Times that this owner asks again if what is fuzzed was in the way, and the pause between two, ms. */
const TRIES = 20;
const AGAIN_MS = 250;

export interface Session {
  readonly memberId: string;
  readonly token: string;
}

type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Pick<Failure, 'mayRetry'> & { readonly code: string } };

/** The owner who prepares the room and replaces what the fuzzed members destroy. Nothing fuzzed reaches this account. */
export class RootOwner {
  private socket: Socket | undefined;
  /** The server refuses more than a few unanswered messages, so that this owner sends one after another. */
  private turn: Promise<unknown> = Promise.resolve();
  /** One password after another is set: the server refuses many at once. */
  private inviting: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly url: string,
    private readonly world: World,
    private readonly canaries: Canaries,
    readonly token: string,
  ) {}

  static async open({ url, setUpToken }: FuzzedServer, world: World, canaries: Canaries): Promise<RootOwner> {
    const joined = await join(url, setUpToken, ROOT_NAME);
    if (joined.token === undefined) throw new UsageError(`the server refused its first owner: ${joined.status}`);
    return RootOwner.resume(url, joined.token, world, canaries);
  }

  /** Continues a session of this owner, as another process does. */
  static async resume(url: string, token: string, world: World, canaries: Canaries): Promise<RootOwner> {
    for (const secret of [PASSWORD, token]) canaries.plant(secret, 'nobody');
    const root = new RootOwner(url, world, canaries, token);
    await root.prepareEvent();
    return root;
  }

  /** The console's socket; opened again if it was lost, as on a machine that is too busy to answer a ping. */
  private async connected(): Promise<Socket> {
    if (this.socket?.connected === true) return this.socket;
    const { socket, welcomed } = openSocket(this.url, '/console', this.token);
    this.socket = socket;
    socket.on('links:changed', (links: PageLinks) => {
      this.followLinks(links);
    });
    const state = (await welcomed) as ConsoleState;
    this.follow(state);
    socket.on('console:welcomed', (next: ConsoleState) => {
      this.follow(next);
      this.prepareEvent().catch(() => undefined); // the server is stopping
    });
    return socket;
  }

  private follow(state: ConsoleState): void {
    this.world.code = state.event.code;
    this.world.spare(state.me.id);
    this.world.spare(state.room.id); // archived, it would let nobody in
    this.world.modelId = state.models[0]?.id ?? '';
    this.world.learn(state, 'state');
    this.followLinks(state);
  }

  private followLinks({ stageUrl, preflightUrl }: PageLinks): void {
    const { world, canaries } = this;
    for (const old of [world.stageToken, world.preflightToken]) canaries.remove(old);
    world.stageToken = new URL(stageUrl).searchParams.get('token') ?? '';
    world.preflightToken = new URL(preflightUrl).searchParams.get('token') ?? '';
    for (const link of [world.stageToken, world.preflightToken]) canaries.plant(link, 'team');
  }

  /** @throws UsageError if the server refuses */
  ask<T>(name: string, message: object): Promise<T> {
    const answer = this.turn.then(() => this.send<T>(name, message));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async send<T>(name: string, message: object): Promise<T> {
    for (let tries = 1; ; tries++) {
      const answer = await this.answerTo<T>(name, message);
      if (answer.ok) return answer.value;
      const { code, mayRetry } = answer.failure;
      if (!mayRetry || tries === TRIES) throw new UsageError(`the server refused ${name}: ${code}`);
      await sleep(AGAIN_MS);
    }
  }

  /** What was not answered, because the server is flooded, may be asked again. */
  private async answerTo<T>(name: string, message: object): Promise<Reply<T>> {
    try {
      const socket = await this.connected();
      return (await socket.timeout(ANSWER_MS).emitWithAck(name, message)) as Reply<T>;
    } catch (error) {
      return { ok: false, failure: { code: (error as Error).message, mayRetry: true } };
    }
  }

  /** A new member of the team with a session. @throws UsageError if the server refuses again and again */
  invite(role: Role): Promise<Session> {
    const invited = this.inviting.then(() => this.inviteNow(role));
    this.inviting = invited.catch(() => undefined);
    return invited;
  }

  private async inviteNow(role: Role): Promise<Session> {
    const name = `${role} ${process.pid} ${++members}`; // of this process: others invite too
    this.world.spareNamed(name); // a fuzzed owner who learns the id first would give them another role
    const token = await this.useInvitation(role, name);
    this.canaries.plant(token, 'nobody');
    const team = await this.ask<{ members: readonly { id: string; name: string }[] }>('team:show', {});
    const memberId = team.members.find((member) => member.name === name)?.id ?? '';
    return { memberId, token };
  }

  /** Invites until an invitation is used before a fuzzed owner withdraws it. @returns the session token */
  private async useInvitation(role: Role, name: string): Promise<string> {
    for (let tries = 1; ; tries++) {
      const link = await this.ask<string>('member:invite', { role, note: '' });
      const { token, status } = await join(this.url, new URL(link).hash.split('=')[1] ?? '', name);
      if (token !== undefined) return token;
      if (tries === TRIES) throw new UsageError(`the server refused ${name}: ${status}`);
      await sleep(AGAIN_MS);
    }
  }

  /** Removes a member who lost their session. */
  async remove({ memberId, token }: Session): Promise<void> {
    this.canaries.remove(token);
    await this.ask('member:remove', { memberId }).catch(() => undefined); // removed already
  }

  /** Lets participants in again, and undoes what keeps the room from working. */
  async reopenRoom(): Promise<void> {
    await this.ask('room:lock', { locked: false });
    this.world.learn(await this.ask('participants:list', {}), 'participant');
  }

  /** The good wands cast in every event: nobody may delete one, and its trainings would take the processor. */
  private async prepareEvent(): Promise<void> {
    await this.ask('room:learn', { learning: false });
    const { events } = await this.ask<{ events: readonly { id: string }[] }>('event:list', { before: null, limit: 1 });
    for (const { id } of events) this.world.spare(id);
  }

  close(): void {
    this.socket?.disconnect();
  }
}

let members = 0;

/** Uses an invitation. @returns the session token; undefined if the server refuses */
async function join(url: string, token: string, name: string): Promise<{ token: string | undefined; status: number }> {
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const body = JSON.stringify({ token, name, password: PASSWORD });
  const response = await fetch(`${url}/api/account/join`, { method: 'POST', headers, body });
  const [, session] = /^(?:__Host-)?wandcast=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '') ?? [];
  return { token: session, status: response.status };
}
