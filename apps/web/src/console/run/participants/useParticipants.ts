import { PARTICIPANTS_LISTED, type Answer, type ConsoleParticipant, type Failure } from '@wandcast/protocol';
import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import { noAnswerFailure } from '../../connection/request';
import { texts } from '../../texts/console-texts';

/** The participants, loaded while the page is visible. */
export interface Participants {
  /** In order of arrival; undefined before the first answer. */
  readonly list: Readonly<ShallowRef<readonly ConsoleParticipant[] | undefined>>;
  /** Why the last request failed; the list stays. */
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Whether the first request was answered or failed. */
  readonly hasAnswer: ComputedRef<boolean>;
  /** Shows an updated participant before the next list. */
  put(participant: ConsoleParticipant): void;
}

/** Minimum interval between requests, ms: a list of 500 participants has 100 kB. */
const MIN_INTERVAL_MS = 2_000;

/** Updates one participant of a list. */
export function withParticipant(
  participants: readonly ConsoleParticipant[],
  changed: ConsoleParticipant,
): readonly ConsoleParticipant[] {
  return participants.map((one) => (one.id === changed.id ? changed : one));
}

export function useParticipants(client: ConsoleClient): Participants {
  const list = shallowRef<readonly ConsoleParticipant[]>();
  const failure = shallowRef<Failure>();
  let asking = false;
  let stale = false;
  let askedAt = -MIN_INTERVAL_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Requests the list as soon as the interval, the connection and the page's visibility allow. */
  function refresh(): void {
    stale = true;
    if (asking || timer !== undefined || document.hidden || client.link.value.kind !== 'open') return;
    const waitMs = askedAt + MIN_INTERVAL_MS - performance.now();
    if (waitMs > 0) timer = setTimeout(() => void ask(), waitMs);
    else void ask();
  }
  /** All pages, one after another. */
  async function listAll(): Promise<Answer<readonly ConsoleParticipant[]>> {
    const all: ConsoleParticipant[] = [];
    for (;;) {
      const page = await client.participants.list(all.at(-1)?.id ?? null);
      if (!page.ok) return page;
      all.push(...page.value);
      if (page.value.length < PARTICIPANTS_LISTED) return { ok: true, value: all };
    }
  }
  async function ask(): Promise<void> {
    timer = undefined;
    [asking, stale, askedAt] = [true, false, performance.now()];
    const event = client.state.value?.event.code;
    try {
      const answer = await listAll();
      if (event !== client.state.value?.event.code) return; // of the event before
      if (answer.ok) list.value = answer.value;
      if (!answer.ok && answer.failure.code === 'participant-unknown')
        stale = true; // the last one of a page was deleted meanwhile
      else failure.value = answer.ok ? undefined : answer.failure;
    } catch {
      if (client.link.value.kind === 'open') failure.value = noAnswerFailure(texts().run.participants.noAnswer);
      stale = true;
    } finally {
      asking = false;
      if (stale) refresh();
    }
  }
  watch(client.participants.changes, refresh);
  watch(client.link, ({ kind }) => {
    if (kind === 'open') refresh();
  });
  watch(
    () => client.state.value?.event.code,
    () => {
      list.value = undefined; // they are not in the new event
      refresh();
    },
  );
  const onVisibilityChange = (): void => {
    if (!document.hidden && stale) refresh();
  };
  onMounted(() => {
    document.addEventListener('visibilitychange', onVisibilityChange);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', onVisibilityChange);
    clearTimeout(timer);
    timer = undefined;
  });
  refresh(); // before the screen is rendered, so that the server answers meanwhile
  return {
    list,
    failure,
    hasAnswer: computed(() => list.value !== undefined || failure.value !== undefined),
    put: (participant) => {
      if (list.value !== undefined) list.value = withParticipant(list.value, participant);
    },
  };
}
