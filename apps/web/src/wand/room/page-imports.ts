/**
 * What comes after the door, with all that talks to the room and works on recordings: nobody waits for it there. By the
 * names that their files, and the sheets with their styles, begin with.
 */
export const pageLoads = {
  RoomPage: () => import('./RoomPage.vue'),
  CastPage: () => import('../cast/CastPage.vue'),
  TeachPage: () => import('../teach/TeachPage.vue'),
  HistoryPage: () => import('../history/HistoryPage.vue'),
  DataPage: () => import('../history/DataPage.vue'),
  SettingsPage: () => import('../settings/SettingsPage.vue'),
  UprightPage: () => import('../orientation/UprightPage.vue'),
  PracticePage: () => import('../practice/PracticePage.vue'),
};

/** Fetches the room and its ring beside what one does at the door: whoever comes in can cast at once. */
export function preloadRoom(): void {
  fetchAhead([pageLoads.RoomPage, pageLoads.CastPage]);
}

/** Fetches the rest while there is a network: a phone that loses the room, or whose server is renewed, goes on with it. */
export function preloadPages(): void {
  fetchAhead(Object.values(pageLoads));
}

function fetchAhead(loads: readonly (() => Promise<unknown>)[]): void {
  for (const load of loads) load().catch(() => undefined); // the page itself says so when it is opened
}
