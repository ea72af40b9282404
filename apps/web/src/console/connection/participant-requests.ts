import type { Answer, ParticipantId, ConsoleParticipant } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, PATIENT_MS, type Asking } from './request';

/** The name that everyone sees for a participant. */
export type GivenName =
  | { readonly kind: 'given'; readonly name: string }
  /** Invented by the server. */
  | { readonly kind: 'random' }
  /** What the participant entered. */
  | { readonly kind: 'own' };

/** Requests about participants. */
export interface ParticipantRequests {
  /** Increments when participants may have changed. */
  readonly changes: Readonly<ShallowRef<number>>;
  list(): Promise<Answer<readonly ConsoleParticipant[]>>;
  rename(participantId: ParticipantId, name: GivenName): Promise<Answer<ConsoleParticipant>>;
  /** Hides from stage and leaderboard, or shows again. */
  hide(participantId: ParticipantId, hidden: boolean): Promise<Answer<ConsoleParticipant>>;
  /** Removes from the room. */
  remove(participantId: ParticipantId, forGood: boolean): Promise<Answer<ConsoleParticipant>>;
  readmit(participantId: ParticipantId): Promise<Answer<ConsoleParticipant>>;
}

/** @param changes increments when participants may have changed */
export function participantRequests(within: Asking, changes: ParticipantRequests['changes']): ParticipantRequests {
  return {
    changes,
    list: () => within(PATIENT_MS).emitWithAck('participants:list', {}),
    rename: (participantId, name) =>
      within(ANSWER_MS).emitWithAck('participant:rename', {
        participantId,
        name: name.kind === 'given' ? name.name : null,
        own: name.kind === 'own',
      }),
    hide: (participantId, hidden) => within(ANSWER_MS).emitWithAck('participant:hide', { participantId, hidden }),
    remove: (participantId, forGood) => within(ANSWER_MS).emitWithAck('participant:remove', { participantId, forGood }),
    readmit: (participantId) => within(ANSWER_MS).emitWithAck('participant:readmit', { participantId }),
  };
}
