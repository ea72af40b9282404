import { computed } from 'vue';
import { room, type RoomTexts } from '../../locales/en/wand/room';
import { withFallback } from '../../shared/i18n/translation';
import { texts as wandTexts } from './wand-texts';

const current = computed(() => withFallback(room, wandTexts().room));

/** Texts of the pages after joining: `texts().area.text`. */
export const texts = (): RoomTexts => current.value;
