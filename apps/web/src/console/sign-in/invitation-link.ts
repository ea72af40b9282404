/** A one-time link that creates an account. */
export interface InvitationLink {
  readonly kind: 'set-up' | 'invitation';
  readonly token: string;
}

/** @param hash of the URL, as in `#invitation=…`  @returns undefined if it contains no invitation */
export function parseInvitationLink(hash: string): InvitationLink | undefined {
  const [, kind, token] = /^#(set-up|invitation)=([\w-]{1,200})$/.exec(hash) ?? [];
  return kind === undefined || token === undefined ? undefined : { kind: kind as InvitationLink['kind'], token };
}
