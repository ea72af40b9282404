import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/** The browser asks before it closes the page while something is unsaved. */
export function useUnsavedWarning(unsaved: Readonly<Ref<number>>): void {
  function warn(event: BeforeUnloadEvent): void {
    if (unsaved.value > 0) event.preventDefault();
  }
  onMounted(() => {
    window.addEventListener('beforeunload', warn);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn);
  });
}
