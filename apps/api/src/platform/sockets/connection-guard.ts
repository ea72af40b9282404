import { FailureError } from '@wandcast/protocol';
import { TokenBucket } from '../limits/token-bucket.js';
import type { EventLoopQueue } from '../queues/event-loop-queue.js';
import type { Admission, Admissions } from './admissions.js';
import { cutOff, type EnginePacket, type RawConnection } from './raw-connection.js';
import { UnsentBytes } from './unsent-bytes.js';

/** A page joins one namespace once. The rest is for clients that leave and join again on the same connection. */
const CONNECTS = { burst: 8, perSecond: 0.1 };

/** All packets of a connection: a binary message is two, so this is above what a namespace allows (SPEC M5). */
const PACKETS = { burst: 20_000, perSecond: 8_000 };

/** A connection without a namespace is closed after this time, ms. Clients join as soon as they are connected. */
const IDLE_MS = 5_000;

/** How long a client has to read why it was closed, ms. */
const FAREWELL_MS = 250;

/**
 * Most unsent bytes, by role. The largest answers have 1 MB for a wand and 0.5 MB for a console, which asks for several
 * at once. A client that is slower than 1.3 Mbit/s with 2 MB waiting fails to answer the ping behind them anyway.
 */
const MAX_UNSENT = { none: 64 * 1024, preflight: 1 << 20, wand: 2 << 20, stage: 4 << 20, console: 8 << 20 } as const;
type GuardedRole = Exclude<keyof typeof MAX_UNSENT, 'none'>;

/** Limits what one connection may cost, before and after it joins a namespace. */
export class ConnectionGuard {
  private readonly connects = new TokenBucket(CONNECTS, performance.now());
  private readonly packets = new TokenBucket(PACKETS, performance.now());
  private readonly unsent: UnsentBytes;
  /** Namespaces that the connection has joined, or is about to join. */
  private readonly roles = new Set<GuardedRole>();
  /** Who it is in them. */
  private readonly people = new Map<string, string>();
  private maxUnsent: number = MAX_UNSENT.none;
  private idle: NodeJS.Timeout | undefined;
  private isCut = false;

  /** @param address of the client */
  constructor(
    private readonly connection: RawConnection,
    private readonly address: string,
    private readonly admissions: Admissions,
  ) {
    this.unsent = new UnsentBytes(connection, () => {
      if (this.unsent.count > this.maxUnsent) this.cut('slow-reader');
    });
    connection.on('packet', (packet: EnginePacket) => {
      this.count(packet);
    });
    connection.once('close', () => {
      this.isCut = true;
      this.stopWaiting();
    });
    this.waitForRole();
  }

  /** Whether the client reads too slowly to be sent more answers for now. */
  get isBehind(): boolean {
    return this.unsent.count > this.maxUnsent / 2;
  }

  /** @returns the queue of its messages in a role */
  turnsOf(role: string): EventLoopQueue {
    return this.admissions.turnsOf(role);
  }

  /**
   * Admits the connection to a namespace: at most once, not too often from one address, and a few at a time.
   * @param person who cannot connect for a moment after a flood; undefined if nothing identifies them
   * @param admit asks the database
   * @returns what to call when the connection has left the namespace
   * @throws FailureError `invalid-message` if it has joined or is about to, `too-many-tries`, and those of `admit`
   */
  async admit(role: GuardedRole, person: string | undefined, admit: () => Promise<Admission>): Promise<() => void> {
    if (this.isCut || this.roles.has(role)) throw new FailureError('invalid-message', 'joined already');
    if (person !== undefined) {
      const key = `${role} ${person}`;
      if (this.admissions.pauses.has(key)) throw new FailureError('too-many-tries', 'after a flood');
      this.people.set(role, key);
    }
    this.roles.add(role);
    this.stopWaiting();
    const leave = (): void => {
      this.roles.delete(role);
      this.waitForRole();
    };
    const unlessCut = async <T>(work: () => Promise<T>): Promise<T> => {
      if (this.isCut) throw new FailureError('unreachable', 'closed while waiting'); // nobody hears it
      return work();
    };
    try {
      await this.admissions.run(role, this.address, async () => {
        const create = await unlessCut(admit);
        return create && (() => unlessCut(create));
      });
    } catch (error) {
      leave();
      throw error;
    }
    this.maxUnsent = Math.max(this.maxUnsent, MAX_UNSENT[role]);
    return leave;
  }

  /**
   * Called when the connection is closed for a flood: the rest of it is not read, it ends although the client does not
   * answer, and its person waits a moment, newcomers of its address longer than others.
   */
  flooded(role: string): void {
    this.admissions.reportCut(this.address, 'too-many-messages');
    this.connection.transport.socket?.pause?.();
    setTimeout(() => {
      cutOff(this.connection);
    }, FAREWELL_MS).unref();
    this.admissions.flooded(this.address, this.people.get(role));
  }

  private count({ type, data }: EnginePacket): void {
    const now = performance.now();
    if (!this.packets.take(now)) this.cut('too-many-packets');
    const isConnect = type === 'message' && typeof data === 'string' && data.startsWith('0');
    if (isConnect && !this.connects.take(now)) this.cut('too-many-handshakes');
  }

  private waitForRole(): void {
    this.stopWaiting();
    if (this.isCut || this.roles.size > 0) return;
    // In turns, because those that were opened together become idle together.
    const timer = setTimeout(() => {
      this.turnsOf('none').add(this.address, () => {
        if (this.idle === timer) this.cut('idle');
      });
    }, IDLE_MS).unref();
    this.idle = timer;
  }

  private stopWaiting(): void {
    clearTimeout(this.idle);
    this.idle = undefined;
  }

  private cut(reason: CutReason): void {
    if (this.isCut) return;
    this.isCut = true;
    this.admissions.reportCut(this.address, reason);
    cutOff(this.connection);
    this.unsent.drop();
  }
}

/** Why the server closed a connection. */
export type CutReason = 'idle' | 'slow-reader' | 'too-many-handshakes' | 'too-many-messages' | 'too-many-packets';
