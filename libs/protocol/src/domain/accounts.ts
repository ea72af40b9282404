import type { Role } from './entities.js';

/** Whoever signed in. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface TeamMember extends Me {
  /** Ms since 1970. */
  readonly joinedAt: number;
  /** When they last did something here; null where they are signed in nowhere. */
  readonly seenAt: number | null;
}

/** A link that nobody has used yet. */
export interface Invitation {
  readonly id: string;
  readonly role: Role;
  readonly note: string;
  readonly invitedBy: string;
  readonly expiresAt: number;
}

/** Where one is signed in oneself. */
export interface OwnSession {
  readonly id: string;
  readonly kind: 'browser' | 'key';
  /** "Chrome on Linux", or what the key is for. */
  readonly about: string;
  readonly seenAt: number;
  /** The one that asks. */
  readonly isThis: boolean;
}

export interface Team {
  readonly members: readonly TeamMember[];
  /** For owners; nobody else is told. */
  readonly invitations: readonly Invitation[];
  readonly sessions: readonly OwnSession[];
}

/** Something that was done at the console. */
export interface AuditLine {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  /** The message, as in `room:lock`, or what happened to an account, as in `session:opened`. */
  readonly did: string;
  /** What was said with it, shortened. */
  readonly detail: string;
}

/** What the console page asks before anything else: `GET /api/account`. */
export interface Account {
  readonly me: Me | null;
  /** Nobody has an account yet: the link in the terminal makes the first. */
  readonly isNew: boolean;
}
