import { defineAsyncComponent } from 'vue';

export const loadAdaptationNote = () => import('./AdaptationNote.vue');

/** What answers are adapted to, on a page that opens before it is known. It appears once its code has loaded. */
export const AsyncAdaptationNote = defineAsyncComponent(loadAdaptationNote);
