import type { Answer, ParticipantId, Person } from '@wandcast/protocol';
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
  list(): Promise<Answer<readonly Person[]>>;
  rename(participantId: ParticipantId, name: GivenName): Promise<Answer<Person>>;
  /** Off stage and boards, or back. */
  hide(participantId: ParticipantId, hidden: boolean): Promise<Answer<Person>>;
  /** Out of the room. */
  remove(participantId: ParticipantId, forGood: boolean): Promise<Answer<Person>>;
  readmit(participantId: ParticipantId): Promise<Answer<Person>>;
}

/** @param changes counts up whenever people may have changed */
export function peopleDesk(within: Asking, changes: PeopleDesk['changes']): PeopleDesk {
  return {
    changes,
    list: () => within(PATIENT_MS).emitWithAck('people:list', {}),
    rename: (participantId, name) =>
      within(ANSWER_MS).emitWithAck('person:rename', {
        participantId,
        name: name.kind === 'given' ? name.name : null,
        own: name.kind === 'own',
      }),
    hide: (participantId, hidden) => within(ANSWER_MS).emitWithAck('person:hide', { participantId, hidden }),
    remove: (participantId, forGood) => within(ANSWER_MS).emitWithAck('person:remove', { participantId, forGood }),
    readmit: (participantId) => within(ANSWER_MS).emitWithAck('person:readmit', { participantId }),
  };
}
