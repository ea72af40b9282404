import { setTimeout as sleep } from 'node:timers/promises';
import { newKey } from '@wandcast/wand';
import type { Role } from '@wandcast/protocol';
import type { Dice } from '../generate/dice.js';
import type { Movement } from '../generate/movement.js';
import type { NamespaceName } from '../oracle/permissions.js';
import { RawConnection } from '../transport/raw-connection.js';
import type { RootOwner, Session } from './root-owner.js';
import type { World } from './world.js';

/** Kinds of clients, with their role in the team. */
export const clientKinds = {
  stranger: { namespace: '/console', role: null },
  participant: { namespace: '/wand', role: null },
  stage: { namespace: '/stage', role: null },
  phone: { namespace: '/preflight', role: null },
  reporter: { namespace: '/preflight', role: null },
  viewer: { namespace: '/console', role: 'viewer' },
  moderator: { namespace: '/console', role: 'moderator' },
  owner: { namespace: '/console', role: 'owner' },
} as const satisfies Record<string, { namespace: NamespaceName; role: Role | null }>;

export type ClientKind = keyof typeof clientKinds;

/** A cast that a client has begun. */
export interface OpenCast {
  readonly castId: string;
  readonly movement: Movement;
  /** Batches that are not sent yet. */
  readonly batches: Uint8Array[];
}

/** What a client's own words are searched in, characters. */
const REMEMBERED = 40_000;

/** A refusal that ends by itself: a member waits, because a new one would need a new invitation. */
const PAUSED = /"(too-many-tries|overloaded|database-busy)"/;
const PAUSE_MS = 700;

/** One client that sends what it wants. Connects again, as someone else if it must, when the server has closed it. */
export class HostileClient {
  openCast: OpenCast | undefined;
  private connection: RawConnection | undefined;
  private key = newKey();
  private sent = '';
  /** A promise, so that messages sent at once do not ask for two. */
  private session: Promise<Session> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private queued = 0;

  constructor(
    readonly kind: ClientKind,
    private readonly url: string,
    private readonly world: World,
    private readonly root: RootOwner,
    private readonly onText: (client: HostileClient, text: string, sent: string) => void,
  ) {}

  get namespace(): NamespaceName {
    return clientKinds[this.kind].namespace;
  }

  get role(): Role | null {
    return clientKinds[this.kind].role;
  }

  /** Runs `use` when the client's earlier messages are answered, with an open connection if there can be one. */
  use<T>(dice: Dice, use: (connection: RawConnection | undefined) => Promise<T>): Promise<T> {
    this.queued++;
    const result = this.turn
      .then(async () => use(await this.connected(dice)))
      .finally(() => {
        this.queued--;
      });
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** Whether a message would be sent at once. */
  get isIdle(): boolean {
    return this.queued === 0;
  }

  /** Remembers the client's own words, which may come back to it. */
  says(text: string): void {
    this.sent = (this.sent + text).slice(-REMEMBERED);
  }

  /** The session token of a member. */
  async token(): Promise<string> {
    if (this.role === null) return newKey();
    this.session ??= this.root.invite(this.role);
    const { memberId, token } = await this.session;
    this.world.spare(memberId); // another role would change what it may do
    return token;
  }

  async auth(): Promise<Record<string, unknown>> {
    const protocol = 2;
    switch (this.kind) {
      case 'participant':
        return {
          protocol,
          code: this.world.code,
          key: this.key,
          profile: { nickname: 'Vexing Wasp', sigil: 'moth', metal: 'iron' },
        };
      case 'stage':
        return { protocol, token: this.world.stageToken };
      case 'phone':
        return { protocol };
      case 'reporter':
        return { protocol, token: this.world.preflightToken };
      case 'stranger':
      case 'viewer':
      case 'moderator':
      case 'owner':
        return { protocol, token: await this.token() };
    }
  }

  /** Forgets key and session, because the server refuses them: removed, banned, signed out, forgotten. */
  async renew(): Promise<void> {
    this.key = newKey();
    const { session } = this;
    this.session = undefined;
    if (session !== undefined) await this.root.remove(await session);
    if (this.kind === 'participant') await this.root.reopenRoom();
  }

  close(): void {
    this.connection?.close();
  }

  private async connected(dice: Dice): Promise<RawConnection | undefined> {
    if (this.connection?.isOpen === true) return this.connection;
    this.openCast = undefined;
    for (let attempt = 0; attempt < 3; attempt++) {
      const auth = await this.auth(); // before it opens: the server closes idle connections
      const connection = await RawConnection.open({ url: this.url, client: addressOf(dice) }, (text) => {
        this.onText(this, text, this.sent);
      });
      this.connection = connection;
      if (this.kind === 'stranger') return connection; // has nothing to join with
      const joined = await connection.join(this.namespace, auth);
      if (joined === 'joined') return connection;
      connection.close();
      if (joined !== 'refused') continue;
      if (this.role !== null && PAUSED.test(connection.refusal)) await sleep(PAUSE_MS);
      else await this.renew();
    }
    return undefined;
  }
}

/** An address of a client behind a proxy, one of a thousand. */
export function addressOf(dice: Dice): string {
  return `203.0.${dice.below(4) + 110}.${dice.below(250) + 1}`;
}
