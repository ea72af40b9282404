import { defineAsyncComponent } from 'vue';

export const loadConfirmCast = () => import('./ConfirmCast.vue');

/** Asks whether a cast was recognized correctly. Only a stored cast has it, so its code loads after the ring. */
export const ConfirmCast = defineAsyncComponent(loadConfirmCast);
