/** What the address brings along: a link that makes a member, once. */
export interface DoorLink {
  readonly kind: 'set-up' | 'invitation';
  readonly token: string;
}

/** @param hash of the address, as in `#invitation=…`; undefined where it is no such link */
export function doorLinkOf(hash: string): DoorLink | undefined {
  const [, kind, token] = /^#(set-up|invitation)=([\w-]{1,200})$/.exec(hash) ?? [];
  return kind === undefined || token === undefined ? undefined : { kind: kind as DoorLink['kind'], token };
}
