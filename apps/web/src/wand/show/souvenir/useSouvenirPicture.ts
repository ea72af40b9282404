import { computed, onBeforeUnmount, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { revokeLater } from '../../../shared/capabilities/object-url';
import { texts } from '../../texts/room-texts';
import type { KeptSouvenir } from './kept-souvenir';
import { souvenirLines, souvenirText } from './souvenir-lines';
import { souvenirPicture } from './souvenir-picture';

export interface SouvenirPicture {
  readonly file: File;
  /** For a download. */
  readonly url: string;
  /** For an image. */
  readonly preview: string;
}

export interface SouvenirPictureView {
  /** Undefined while it is being painted; null if the browser cannot. */
  readonly picture: Readonly<ShallowRef<SouvenirPicture | null | undefined>>;
  /** The picture in words. */
  readonly description: ComputedRef<string>;
  readonly canShare: ComputedRef<boolean>;
  /** Whether the last attempt to share failed. */
  readonly shareFailed: Readonly<ShallowRef<boolean>>;
  readonly share: () => Promise<void>;
}

/** The souvenir as a picture, painted when it or the language changes. @param element in the theme of the picture */
export function useSouvenirPicture(
  kept: () => KeptSouvenir | undefined,
  element: () => Element | null,
): SouvenirPictureView {
  const picture = shallowRef<SouvenirPicture | null>();
  const shareFailed = shallowRef(false);
  const lines = computed(() => {
    const one = kept();
    return one && souvenirLines(one);
  });
  let attempts = 0;

  async function paint(): Promise<void> {
    const [one, words, themed] = [kept(), lines.value, element()];
    if (one === undefined || words === undefined || themed === null) return;
    const attempt = ++attempts;
    const painted = await souvenirPicture(one, words, themed);
    if (attempt !== attempts) return; // a newer one is being painted, or the page was closed
    release();
    if (painted === undefined) {
      picture.value = null;
      return;
    }
    const { blob, preview } = painted;
    const file = new File([blob], `${texts().souvenir.file}.png`, { type: blob.type });
    picture.value = { file, url: URL.createObjectURL(file), preview };
  }
  function release(): void {
    if (picture.value) revokeLater(picture.value.url);
  }
  watch([lines, element], () => void paint(), { immediate: true, flush: 'post' });
  onBeforeUnmount(() => {
    attempts++;
    release();
  });

  return {
    picture,
    description: computed(() => {
      const one = kept();
      return one === undefined || lines.value === undefined ? '' : souvenirText(one, lines.value);
    }),
    canShare: computed(() => picture.value != null && canShare(picture.value.file)),
    shareFailed,
    async share() {
      if (picture.value == null) return;
      shareFailed.value = false;
      try {
        await navigator.share({ files: [picture.value.file] });
      } catch (error) {
        shareFailed.value = !(error instanceof DOMException && error.name === 'AbortError'); // the person canceled
      }
    },
  };
}

/** Some browsers share links but no files, and others nothing. */
function canShare(file: File): boolean {
  return 'canShare' in navigator && navigator.canShare({ files: [file] });
}
