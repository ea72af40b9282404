import type { ConsoleState, PageLinks, Role } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../../cli/usage-error.js';
import { openSocket } from '../../room-client/open-socket.js';
import type { Canaries } from '../oracle/canaries.js';
import type { FuzzedServer } from '../server/fuzzed-server.js';
import type { World } from './world.js';

/** Passwords of all members; nothing may ever send one back. */
const PASSWORD = 'canary password of a member';

/** Longest time for one answer, ms: the server may be busy with what is fuzzed. */
const ANSWER_MS = 60_000;

export interface Session {
  readonly memberId: string;
  readonly token: string;
}

/** The owner who prepares the room and replaces what the fuzzed members destroy. Nothing fuzzed reaches this account. */
export class RootOwner {
  private constructor(
    private readonly server: FuzzedServer,
    private readonly world: World,
    private readonly canaries: Canaries,
    private readonly socket: Socket,
    readonly token: string,
  ) {}

  static async open(server: FuzzedServer, world: World, canaries: Canaries): Promise<RootOwner> {
    const token = await join(server.url, server.setUpToken, 'Root Owner');
    canaries.plant(PASSWORD, 'nobody');
    canaries.plant(token, 'nobody');
    const { socket, welcomed } = openSocket(server.url, '/console', token);
    const follow = (state: ConsoleState): void => {
      world.code = state.event.code;
      world.spare(state.me.id);
      world.modelId = state.models[0]?.id ?? '';
      world.learn(state, 'state');
      followLinks(state);
    };
    const followLinks = ({ stageUrl, preflightUrl }: PageLinks): void => {
      for (const old of [world.stageToken, world.preflightToken]) canaries.remove(old);
      world.stageToken = new URL(stageUrl).searchParams.get('token') ?? '';
      world.preflightToken = new URL(preflightUrl).searchParams.get('token') ?? '';
      for (const link of [world.stageToken, world.preflightToken]) canaries.plant(link, 'team');
    };
    socket.on('console:welcomed', follow);
    socket.on('links:changed', followLinks);
    follow((await welcomed) as ConsoleState);
    const root = new RootOwner(server, world, canaries, socket, token);
    socket.on('console:welcomed', () => void root.spareEvent().catch(() => undefined)); // the server is stopping
    await root.spareEvent();
    return root;
  }

  /** @throws UsageError if the server refuses */
  async ask<T>(name: string, message: object): Promise<T> {
    const answer = (await this.socket.timeout(ANSWER_MS).emitWithAck(name, message)) as
      { ok: true; value: T } | { ok: false; failure: { code: string } };
    if (!answer.ok) throw new UsageError(`the server refused ${name}: ${answer.failure.code}`);
    return answer.value;
  }

  /** A new member of the team with a session. */
  async invite(role: Role): Promise<Session> {
    const link = await this.ask<string>('member:invite', { role, note: '' });
    const name = `${role} ${++members}`;
    const token = await join(this.server.url, new URL(link).hash.split('=')[1] ?? '', name);
    this.canaries.plant(token, 'nobody');
    const team = await this.ask<{ members: readonly { id: string; name: string }[] }>('team:show', {});
    const memberId = team.members.find((member) => member.name === name)?.id ?? '';
    return { memberId, token };
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

  /** The good wands cast in every event, so that nobody may delete one. */
  private async spareEvent(): Promise<void> {
    const { events } = await this.ask<{ events: readonly { id: string }[] }>('event:list', { before: null, limit: 1 });
    for (const { id } of events) this.world.spare(id);
  }

  close(): void {
    this.socket.disconnect();
  }
}

let members = 0;

/** Uses an invitation. @returns the session token */
async function join(url: string, token: string, name: string): Promise<string> {
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const body = JSON.stringify({ token, name, password: PASSWORD });
  const response = await fetch(`${url}/api/account/join`, { method: 'POST', headers, body });
  const [, session] = /^(?:__Host-)?wandcast=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '') ?? [];
  if (session === undefined) throw new UsageError(`the server refused ${name}: ${response.status}`);
  return session;
}
