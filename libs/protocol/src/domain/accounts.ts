import type { Role, RoomRole, RoundKind, StepKind } from './entities.js';

/** The signed-in member. */
export interface Me {
  readonly id: string;
  readonly name: string;
  /** In the room of the console; over HTTP the highest one that they have anywhere. */
  readonly role: Role;
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  /** In every room; null if they have roles only in some. */
  readonly role: Role | null;
  /** In the room of the console alone; null if none. */
  readonly roomRole: RoomRole | null;
  /** Ms since 1970. */
  readonly joinedAt: number;
  /** Time of last activity, ms since 1970; null if they have no session. */
  readonly seenAt: number | null;
}

/** An unused invitation link. */
export interface Invitation {
  readonly id: string;
  readonly role: Role;
  /** Name of the only room in which the role counts; null for every room. */
  readonly room: string | null;
  readonly note: string;
  readonly invitedBy: string;
  readonly expiresAt: number;
}

/** One of the member's own sessions or API keys. */
export interface OwnSession {
  readonly id: string;
  readonly kind: 'browser' | 'key';
  /** The browser, such as "Chrome on Linux", or the purpose of the key. */
  readonly about: string;
  readonly seenAt: number;
  /** Whether this session made the request. */
  readonly isThis: boolean;
}

export interface Team {
  /** Owners see everyone, others those who may act in the room of the console. */
  readonly members: readonly TeamMember[];
  /** Empty unless the member is an owner. */
  readonly invitations: readonly Invitation[];
  readonly sessions: readonly OwnSession[];
}

/** One entry of the audit log. */
export interface AuditLine {
  readonly id: number;
  readonly at: number;
  /** Empty if nobody in particular did it, as with `sign-in:failed`. */
  readonly by: string;
  /** A message name such as `room:lock`, or an account event such as `session:opened`. */
  readonly did: string;
  /** The content of the message, shortened. */
  readonly detail: string;
  /** What the action was about, as a page tells it; empty for entries of older servers. */
  readonly facts: AuditFacts;
  /** The room of the console, with its name at that time; null for account events, and entries of older servers. */
  readonly room: { readonly id: string; readonly name: string } | null;
}

/**
 * What an action was about: the message's own fields without ids, and the names of what the ids referred to when it
 * happened, before the action changed them.
 */
export interface AuditFacts {
  readonly [field: string]: string | number | boolean | null | AuditedStep | undefined;
  /** Names. */
  readonly spell?: string | null;
  readonly book?: string;
  readonly member?: string;
  readonly wizard?: string;
  readonly dataset?: string;
  /** The dataset that a model is tested on. */
  readonly testDataset?: string;
  readonly file?: string;
  /** The browser or key of a session. */
  readonly session?: string;
  /** Version of a model. */
  readonly model?: number;
  /** Number of a round. */
  readonly round?: number;
  /** How many things a list of the message or its answer had. */
  readonly count?: number;
  readonly step?: AuditedStep;
}

/** A step of the run of show, with the name of its spell. */
export interface AuditedStep {
  readonly kind: StepKind;
  readonly title: string;
  readonly spell: string | null;
  readonly challenge: RoundKind | null;
  /** Absent in entries of earlier builds. */
  readonly freeCasting?: boolean;
}

/** Response of `GET /api/account`, the console page's first request. */
export interface Account {
  readonly me: Me | null;
  /** There are no accounts yet. The setup link in the terminal creates the first one. */
  readonly isNew: boolean;
}
