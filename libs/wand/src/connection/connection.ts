import type { ServerClock } from '@wandcast/protocol';
import { turnTransports } from './transports.js';
import { Backoff } from './backoff.js';
import type { WandSocket } from './wand-socket.js';

/** How long the room may take to say it hears us, ms. */
const CHECK_MS = 1_500;

/** A wand's connection over the time: opened, opened again after a while, opened anew where it proves dead, closed. */
export class Line {
  /** Closed by us, or never opened. */
  closed = true;
  private readonly backoff: Backoff;
  private checking: Promise<void> | undefined;

  /** @param trying hears when the next try begins, ms from now; null where none is due */
  constructor(
    private readonly socket: WandSocket,
    private readonly clock: Pick<ServerClock, 'read'>,
    trying: (inMs: number | null) => void,
  ) {
    this.backoff = new Backoff(() => socket.connect(), trying);
  }

  open(): void {
    this.closed = false;
    this.socket.connect();
  }

  /** Breaks what there is, and connects now. */
  anew(): void {
    this.backoff.stop();
    this.socket.disconnect();
    this.open();
  }

  /** A try came to nothing: the next comes after a while, with the other transport where this one hung. */
  missed(error: Error): void {
    turnTransports(this.socket, error);
    this.again();
  }

  /** Connects after a while. */
  again(): void {
    if (!this.closed) this.backoff.again();
  }

  arrived(): void {
    this.backoff.arrived();
  }

  close(): void {
    this.closed = true;
    this.backoff.stop();
    this.socket.disconnect();
  }

  /** Asks the room whether it hears us, and connects anew where it does not. A reading of its clock comes along. */
  async check(timeoutMs: number = CHECK_MS): Promise<void> {
    // Several reasons to look come at once; the second must not break the connection that the first one made.
    this.checking ??= this.clock
      .read(() => this.socket.timeout(timeoutMs).emitWithAck('clock:read', {}))
      .catch(() => {
        if (!this.closed) this.anew();
      })
      .finally(() => (this.checking = undefined));
    await this.checking;
  }
}
