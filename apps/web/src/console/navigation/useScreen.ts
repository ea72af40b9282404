import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';
import { screenOf, type Screen } from './screens';

interface Screens {
  readonly screen: Readonly<ShallowRef<Screen>>;
  go: (screen: Screen) => void;
}

/** The open screen, kept in the URL hash for reloads and the back button. */
export function useScreen(): Screens {
  const screen = shallowRef(screenOf(location.hash));
  function readHash(): void {
    screen.value = screenOf(location.hash);
  }
  onMounted(() => {
    window.addEventListener('hashchange', readHash);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', readHash);
  });
  return {
    screen,
    go: (next) => {
      location.hash = next;
    },
  };
}
