import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue';
import { Synthesizer } from './synthesizer';

export interface Audio {
  /** Whether the browser blocks sound until someone interacts with the page. */
  readonly isBlocked: Readonly<ShallowRef<boolean>>;
  /** Undefined before sound is first wanted, and while it is blocked. */
  readonly running: () => Synthesizer | undefined;
}

/** The page's synthesizer, created when sound is first wanted. @param wanted whether sound is switched on */
export function useAudio(wanted: () => boolean): Audio {
  const isBlocked = shallowRef(false);
  let context: AudioContext | undefined;
  let synthesizer: Synthesizer | undefined;

  function open(): void {
    if (context !== undefined) return;
    context = new AudioContext();
    synthesizer = new Synthesizer(context);
    const follow = (): void => {
      isBlocked.value = context?.state !== 'running';
    };
    context.addEventListener('statechange', follow);
    follow();
  }
  function resume(): void {
    if (wanted()) void context?.resume();
  }
  watch(
    wanted,
    (on) => {
      if (on) open();
    },
    { immediate: true },
  );
  onMounted(() => {
    for (const name of ['pointerdown', 'keydown'] as const) addEventListener(name, resume);
  });
  onBeforeUnmount(() => {
    for (const name of ['pointerdown', 'keydown'] as const) removeEventListener(name, resume);
    void context?.close();
  });
  return { isBlocked, running: () => (isBlocked.value ? undefined : synthesizer) };
}
