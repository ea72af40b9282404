import { defineAsyncComponent } from 'vue';

export const loadLiveStroke = () => import('./LiveStroke.vue');

/** The stroke of light on a page that opens before it is needed. It appears once its code has loaded. */
export const AsyncLiveStroke = defineAsyncComponent(loadLiveStroke);
