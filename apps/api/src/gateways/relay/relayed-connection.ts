import { EventEmitter } from 'node:events';
import type { RawConnection } from '../../platform/sockets/raw-connection.js';
import type { Caller } from '../../platform/sockets/caller.js';
import type { Arrival } from './relay-batch.js';
import type { RelayLink } from './relay-link.js';

/** The part of Engine.IO's options of a message that is read. */
interface WriteOptions {
  /** Of a message to several. */
  readonly preEncoded?: boolean;
}

/**
 * A connection of Engine.IO that a relay has, as Socket.IO and the guards of connections see it on the node that serves the
 * room: what is written to it goes to the relay.
 */
export class RelayedConnection extends EventEmitter implements RawConnection, Caller {
  readyState: 'open' | 'closed' = 'open';
  readonly protocol = 4;
  readonly transport: RawConnection['transport'] & { readonly name: string; readonly writable: boolean };
  readonly sessionToken: string | undefined;
  readonly phoneCookie: string | undefined;
  readonly clientAddress: string;
  /** Bytes that the client has not read, as the relay last told. */
  private unread = 0;

  /** @param id among all of this server  @param number among those of the link */
  constructor(
    readonly id: string,
    readonly number: number,
    { clientAddress, sessionToken, phoneCookie }: Arrival,
    private readonly link: Pick<RelayLink, 'add' | 'addShared'>,
    /** Connections with messages that are not sent yet. */
    private readonly waiting: Set<RelayedConnection>,
  ) {
    super();
    this.clientAddress = clientAddress;
    this.sessionToken = sessionToken;
    this.phoneCookie = phoneCookie;
    const tell = (kind: 'pause' | 'cut'): void => {
      this.link.add([kind, this.number]);
    };
    const unread = (): number => this.unread;
    const socket = {
      get bufferedAmount() {
        return unread();
      },
      pause: () => {
        tell('pause');
      },
      terminate: () => {
        tell('cut');
      },
    };
    this.transport = {
      ...{ name: 'websocket', socket },
      get writable() {
        return unread() === 0; // otherwise Socket.IO drops what may be dropped
      },
    };
  }

  /** Sends a message of Engine.IO. */
  write(data: string | Uint8Array, { preEncoded = false }: WriteOptions = {}): this {
    if (this.readyState !== 'open') return this;
    if (preEncoded) this.link.addShared(this.number, data);
    else this.link.add(['data', [this.number], data]);
    this.waiting.add(this);
    this.emit('packetCreate', { type: 'message', data });
    return this;
  }

  /** @param discard what was written and is not sent yet */
  close(discard = false): this {
    if (this.readyState !== 'open') return this;
    this.link.add(discard ? ['cut', this.number] : ['close', this.number, 'forced close']);
    this.closed('forced close');
    return this;
  }

  /** The client has sent a message. */
  receive(payload: string | Uint8Array): void {
    if (this.readyState !== 'open') return;
    const data =
      typeof payload === 'string' ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    this.emit('packet', { type: 'message', data });
    this.emit('data', data);
  }

  /** The relay has told how much the client has not read. */
  setUnread(bytes: number): void {
    this.unread = bytes;
  }

  /** What was written is on its way. */
  flushed(): void {
    this.emit('flush');
  }

  /** It has closed. @param reason as Engine.IO names it */
  closed(reason: string): void {
    if (this.readyState !== 'open') return;
    this.readyState = 'closed';
    this.emit('close', reason);
  }
}
