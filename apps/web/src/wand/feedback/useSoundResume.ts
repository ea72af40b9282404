import { onBeforeUnmount } from 'vue';
import { resumeSound } from './sound';

/** Resumes audio at every tap, because browsers block it after a reload until the first one. */
export function useSoundResume(): void {
  document.addEventListener('pointerup', resumeSound);
  onBeforeUnmount(() => {
    document.removeEventListener('pointerup', resumeSound);
  });
}
