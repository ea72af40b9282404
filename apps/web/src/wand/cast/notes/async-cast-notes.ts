import { defineAsyncComponent } from 'vue';

export const loadCastNotes = () => import('./CastNotes.vue');

/** The notes of a page that opens before they are needed. They appear once their code has loaded. */
export const AsyncCastNotes = defineAsyncComponent(loadCastNotes);
