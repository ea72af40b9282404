/**
 * Pages after joining, with all the code for the connection and recordings. Joining never waits for them. Keys are the names
 * that their chunks and style sheets start with.
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

/** Fetches the room and its ring during joining, so that participants can cast at once. */
export function preloadRoom(): void {
  fetchAhead([pageLoads.RoomPage, pageLoads.CastPage]);
}

/** Fetches the rest while there is a network, so that a lost connection or a server update does not matter. */
export function preloadPages(): void {
  fetchAhead(Object.values(pageLoads));
}

function fetchAhead(loads: readonly (() => Promise<unknown>)[]): void {
  for (const load of loads) load().catch(() => undefined); // the page reports it when it is opened
}
