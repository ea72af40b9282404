import type { Answer, AuditLine, Me, Role, RoomRole, Team } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, type RequestWithin } from './request';

/** Requests about the team and its log. */
export interface TeamRequests {
  /** Increments when the team may have changed. */
  readonly changes: Readonly<ShallowRef<number>>;
  readonly activity: Readonly<ShallowRef<number>>;
  show(): Promise<Answer<Team>>;
  /** Answers with the link. @param onlyHere whether the role counts in this room alone */
  invite(role: Role, note: string, onlyHere: boolean): Promise<Answer<string>>;
  withdraw(invitationId: string): Promise<Answer<null>>;
  /** Changes the role in every room; null for none. */
  change(memberId: string, role: Role | null): Promise<Answer<null>>;
  /** Changes the role in this room; null for none. */
  assign(memberId: string, role: RoomRole | null): Promise<Answer<null>>;
  remove(memberId: string): Promise<Answer<null>>;
  /** Changes the user's own name. */
  rename(name: string): Promise<Answer<Me>>;
  /** Answers with the key. */
  makeKey(about: string): Promise<Answer<string>>;
  endSession(sessionId: string): Promise<Answer<null>>;
  listActivity(before: number | null): Promise<Answer<readonly AuditLine[]>>;
}

/** Lines of the log per request. */
export const ACTIVITY_PAGE_SIZE = 50;

/** @param changes increments when the team may have changed @param activity when the log has a new line */
export function teamRequests(
  within: RequestWithin,
  changes: TeamRequests['changes'],
  activity: TeamRequests['activity'],
): TeamRequests {
  return {
    ...{ changes, activity },
    show: () => within(ANSWER_MS).emitWithAck('team:show', {}),
    invite: (role, note, onlyHere) => within(ANSWER_MS).emitWithAck('member:invite', { role, note, onlyHere }),
    withdraw: (invitationId) => within(ANSWER_MS).emitWithAck('invitation:withdraw', { invitationId }),
    change: (memberId, role) => within(ANSWER_MS).emitWithAck('member:change', { memberId, role }),
    assign: (memberId, role) => within(ANSWER_MS).emitWithAck('member:assign', { memberId, role }),
    remove: (memberId) => within(ANSWER_MS).emitWithAck('member:remove', { memberId }),
    rename: (name) => within(ANSWER_MS).emitWithAck('member:rename', { name }),
    makeKey: (about) => within(ANSWER_MS).emitWithAck('key:make', { about }),
    endSession: (sessionId) => within(ANSWER_MS).emitWithAck('session:end', { sessionId }),
    listActivity: (before) => within(ANSWER_MS).emitWithAck('audit:list', { before, limit: ACTIVITY_PAGE_SIZE }),
  };
}
