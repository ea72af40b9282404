import type { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

/** A packet of Engine.IO. */
export interface EnginePacket {
  readonly type: string;
  readonly data?: unknown;
}

/** The part of an Engine.IO connection that guards use. */
export interface RawConnection extends Pick<EventEmitter, 'on' | 'once' | 'removeAllListeners'> {
  readonly readyState: string;
  readonly transport: {
    /** Of the poll that waits, if the transport is polling. */
    readonly res?: ServerResponse | null;
    readonly socket?: { readonly bufferedAmount?: number; pause?(): void; terminate?(): void } | undefined;
  };
  close(discard?: boolean): unknown;
}

/**
 * Closes a connection at once: packets that have arrived are dropped, and unsent ones too. A normal close would wait for
 * a client that does not read.
 */
export function cutOff(connection: RawConnection): void {
  connection.removeAllListeners('data');
  connection.close(true);
  connection.transport.socket?.terminate?.();
}
