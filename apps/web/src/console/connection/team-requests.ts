import type { Answer, AuditLine, Role, Team } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, type Asking } from './request';

/** What one asks of the team and its log. */
export interface TeamDesk {
  /** Counts up whenever the team may have changed; the log, whenever something was done. */
  readonly changes: Readonly<ShallowRef<number>>;
  readonly deeds: Readonly<ShallowRef<number>>;
  show(): Promise<Answer<Team>>;
  /** Answered with the link. */
  invite(role: Role, note: string): Promise<Answer<string>>;
  withdraw(invitationId: string): Promise<Answer<null>>;
  change(memberId: string, role: Role): Promise<Answer<null>>;
  remove(memberId: string): Promise<Answer<null>>;
  /** Answered with the key. */
  makeKey(about: string): Promise<Answer<string>>;
  endSession(sessionId: string): Promise<Answer<null>>;
  listDeeds(before: number | null): Promise<Answer<readonly AuditLine[]>>;
}

/** Lines of the log at a time. */
export const DEEDS_PAGE = 50;

/** @param changes counts up whenever the team may have changed  @param deeds whenever something was done */
export function teamDesk(within: Asking, changes: TeamDesk['changes'], deeds: TeamDesk['deeds']): TeamDesk {
  return {
    ...{ changes, deeds },
    show: () => within(ANSWER_MS).emitWithAck('team:show', {}),
    invite: (role, note) => within(ANSWER_MS).emitWithAck('member:invite', { role, note }),
    withdraw: (invitationId) => within(ANSWER_MS).emitWithAck('invitation:withdraw', { invitationId }),
    change: (memberId, role) => within(ANSWER_MS).emitWithAck('member:change', { memberId, role }),
    remove: (memberId) => within(ANSWER_MS).emitWithAck('member:remove', { memberId }),
    makeKey: (about) => within(ANSWER_MS).emitWithAck('key:make', { about }),
    endSession: (sessionId) => within(ANSWER_MS).emitWithAck('session:end', { sessionId }),
    listDeeds: (before) => within(ANSWER_MS).emitWithAck('audit:list', { before, limit: DEEDS_PAGE }),
  };
}
