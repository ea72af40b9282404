import { shallowRef, type ShallowRef } from 'vue';

export interface FileTake {
  /** A file is held over the place. */
  readonly over: ShallowRef<boolean>;
  picked: (event: Event) => void;
  dropped: (event: DragEvent) => void;
}

/** A place where a file is chosen or dropped. */
export function useFileTake(take: (file: File) => void): FileTake {
  const over = shallowRef(false);
  return {
    over,
    picked(event) {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      input.value = ''; // the same file may be picked again
      if (file !== undefined) take(file);
    },
    dropped(event) {
      over.value = false;
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) take(file);
    },
  };
}
