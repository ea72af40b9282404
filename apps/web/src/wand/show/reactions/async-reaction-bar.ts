import { defineAsyncComponent } from 'vue';

export const loadReactionBar = () => import('./ReactionBar.vue');

/** The reactions on a page that opens before they are needed. They appear once their code has loaded. */
export const AsyncReactionBar = defineAsyncComponent(loadReactionBar);
