import type { Answer, ParticipantId, ConsoleParticipant } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, PATIENT_MS, type Asking } from './request';

/** What everyone shall see as someone's name. */
export type GivenName =
  | { readonly kind: 'given'; readonly name: string }
  /** One that the server makes up. */
  | { readonly kind: 'made up' }
  /** What they signed. */
  | { readonly kind: 'own' };

/** What one asks of the people in the room. */
export interface PeopleDesk {
  /** Counts up whenever people may have changed. */
  readonly changes: Readonly<ShallowRef<number>>;
  list(): Promise<Answer<readonly ConsoleParticipant[]>>;
  rename(participantId: ParticipantId, name: GivenName): Promise<Answer<ConsoleParticipant>>;
  /** Off stage and boards, or back. */
  hide(participantId: ParticipantId, hidden: boolean): Promise<Answer<ConsoleParticipant>>;
  /** Out of the room. */
  remove(participantId: ParticipantId, forGood: boolean): Promise<Answer<ConsoleParticipant>>;
  readmit(participantId: ParticipantId): Promise<Answer<ConsoleParticipant>>;
}

/** @param changes counts up whenever people may have changed */
export function peopleDesk(within: Asking, changes: PeopleDesk['changes']): PeopleDesk {
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
