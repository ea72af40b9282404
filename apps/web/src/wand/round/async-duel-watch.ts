import { defineAsyncComponent } from 'vue';

export const loadDuelWatch = () => import('./DuelWatch.vue');

/** What everyone else sees during a duel. Few rounds are duels, so its code loads after the ring. */
export const DuelWatch = defineAsyncComponent(loadDuelWatch);
