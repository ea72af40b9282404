import { loadCastAnalysis } from '../cast/lazy-analysis';
import { loadCastNotes } from '../cast/notes/async-cast-notes';
import { loadConfirmCast } from '../cast/async-confirm-cast';
import { loadLiveStroke } from '../recording/async-live-stroke';
import { loadDuelWatch } from '../round/async-duel-watch';
import { loadReactionBar } from '../show/reactions/async-reaction-bar';

/**
 * Imports of the pages after joining, which contain all code for the connection and recordings. The first page loads
 * without them. The keys are the prefixes of their chunk and style sheet names.
 */
export const pageImports = {
  RoomPage: () => import('./RoomPage.vue'),
  CastPage: () => import('../cast/CastPage.vue'),
  TeachPage: () => import('../teach/TeachPage.vue'),
  HistoryPage: () => import('../history/HistoryPage.vue'),
  DataPage: () => import('../settings/data/DataPage.vue'),
  SettingsPage: () => import('../settings/SettingsPage.vue'),
  UprightPage: () => import('../sensor/UprightPage.vue'),
  PracticePage: () => import('../practice/PracticePage.vue'),
  ShowPage: () => import('../show/ShowPage.vue'),
  OverPage: () => import('./OverPage.vue'),
  SouvenirPage: () => import('../show/souvenir/SouvenirPage.vue'),
};

/** Preloads the room and the cast page while the participant joins. */
export function preloadRoom(): void {
  prefetch([pageImports.RoomPage, pageImports.CastPage]);
}

/** Preloads all pages, so that they still open after a lost connection or a server update. */
export function preloadPages(): void {
  const seldom = [loadConfirmCast, loadReactionBar, loadDuelWatch];
  const parts = [...seldom, loadLiveStroke, loadCastAnalysis, loadCastNotes];
  prefetch([...Object.values(pageImports), ...parts]);
}

function prefetch(loads: readonly (() => Promise<unknown>)[]): void {
  for (const load of loads) load().catch(() => undefined); // reported when the page is opened
}
