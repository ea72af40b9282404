import type { Failure, ListedOrganization } from '@wandcast/protocol';
import { onMounted, shallowRef, watch, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../connection/request';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** The organizations of this server, oldest first. */
export interface OrganizationListing {
  /** Undefined before the first answer, and for members of other organizations than the first. */
  readonly list: Readonly<ShallowRef<readonly ListedOrganization[] | undefined>>;
  /** Why the last request failed; the list stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  reload: () => Promise<void>;
}

export function useOrganizations(client: Pick<ConsoleClient, 'link' | 'rooms' | 'organizations'>): OrganizationListing {
  const list = shallowRef<readonly ListedOrganization[]>();
  const failure = shallowRef<Failure>();
  /** Increments with each request, so that an older answer is ignored. */
  let load = 0;

  async function reload(): Promise<void> {
    const own = ++load;
    try {
      const answer = await client.organizations.list();
      if (own !== load) return;
      if (answer.ok) list.value = answer.value;
      failure.value = answer.ok || answer.failure.code === 'forbidden' ? undefined : answer.failure;
    } catch {
      if (own === load && client.link.value.kind === 'open') failure.value = noAnswerFailure();
    }
  }
  onMounted(reload);
  watch(client.rooms.changes, reload); // also if somebody joined
  watch(client.link, ({ kind }) => {
    if (kind === 'open') void reload();
  });
  return { list, failure, reload };
}
