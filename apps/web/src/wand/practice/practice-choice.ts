import type { SpellId } from '@wandcast/protocol';
import { shallowRef } from 'vue';

/** The spell to practice that was chosen on another page; undefined if the practice page was opened without one. */
export const practiceChoice = shallowRef<SpellId>();
