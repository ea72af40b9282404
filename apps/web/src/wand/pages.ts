import { defineAsyncComponent, h, type Component } from 'vue';
import PageLostPage from './PageLostPage.vue';
import WaitingPage from './WaitingPage.vue';

/** Pages that come after the door, with all that works on recordings: nobody waits for them there. */
const loads = {
  cast: () => import('./CastPage.vue'),
  teach: () => import('./TeachPage.vue'),
  history: () => import('./HistoryPage.vue'),
  data: () => import('./DataPage.vue'),
};

const turning = (): ReturnType<typeof h> => h(WaitingPage, { words: 'Turning the page' });

function later<T extends Component>(loader: () => Promise<{ default: T }>): T {
  return defineAsyncComponent<T>({ loader, loadingComponent: turning, delay: 0, errorComponent: PageLostPage });
}
export const CastPage = later(loads.cast);
export const TeachPage = later(loads.teach);
export const HistoryPage = later(loads.history);
export const DataPage = later(loads.data);

/** Fetches the ring while one signs the book: whoever comes in can cast at once. */
export function preloadRing(): void {
  loads.cast().catch(() => undefined);
}

/** Fetches them while there is a network: a phone that loses the room must still be able to teach. */
export function preloadPages(): void {
  for (const load of Object.values(loads)) load().catch(() => undefined); // the page itself says so when it is opened
}
