/** The part of a socket that {@link nameRoom} uses. */
interface AddressOwner {
  readonly io: { readonly opts: { query?: Record<string, unknown> | undefined } };
}

/**
 * Names a room in the address of the next connections, so that they reach the node that serves it (SPEC H13).
 * @param roomId detail of the failure `wrong-node`
 * @returns false if it was named already
 */
export function nameRoom({ io: { opts } }: AddressOwner, roomId: string): boolean {
  if (opts.query?.['room'] === roomId) return false;
  opts.query = { room: roomId }; // the only one there is
  return true;
}
