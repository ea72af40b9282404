import { FailureError } from '@wandcast/protocol';
import type { Holder } from './leases.repository.js';

/** Another node serves the room, or will: its clients should name the room in their address. */
export class WrongNodeError extends FailureError {
  constructor(
    roomId: string,
    readonly holder: Holder | undefined,
  ) {
    super('wrong-node', roomId);
  }
}

/** Undefined if another node serves the room. */
export function unlessElsewhere<T>(opening: Promise<T>): Promise<T | undefined> {
  return opening.catch((error: unknown) => {
    if (error instanceof WrongNodeError) return undefined;
    throw error;
  });
}
