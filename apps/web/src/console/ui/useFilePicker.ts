import { shallowRef, type ShallowRef } from 'vue';

interface FilePicker {
  /** Whether a file is dragged over the drop zone. */
  readonly over: ShallowRef<boolean>;
  picked: (event: Event) => void;
  dropped: (event: DragEvent) => void;
}

/** Picks a file by dialog or drop. */
export function useFilePicker(take: (file: File) => void): FilePicker {
  const over = shallowRef(false);
  return {
    over,
    picked(event) {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      input.value = ''; // allows picking the same file again
      if (file !== undefined) take(file);
    },
    dropped(event) {
      over.value = false;
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) take(file);
    },
  };
}
