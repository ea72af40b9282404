import { unpackFrame, type CastId, type ServerToStage, type Spell, type StageToServer } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { computed, onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import { localizeSpell } from '../../locales/localize-spell';
import { socketOptions, useConnection, type ConnectionState } from '../../shared/connection/socket-connection';
import { useServerClock, type PageClock } from '../../shared/clock/useServerClock';
import {
  HOLD_MS,
  advanceSpotlight,
  castsWithWands,
  emptySpotlight,
  queueCasts,
  spotlitCast,
  updateWands,
  withoutReveal,
  type Spotlight,
  type StageCast,
} from '../live/spotlight';
import { applyFrame, stateFromSnapshot, type StageState } from '../state/stage-state';
import { texts } from '../texts/stage-texts';

export interface Stage {
  readonly link: Readonly<ShallowRef<ConnectionState>>;
  /**
   * Undefined before the first welcome. Keeps the last state after a lost connection. Spells are in the page's
   * language.
   */
  readonly state: Readonly<ShallowRef<StageState | undefined>>;
  readonly spotlight: Readonly<ShallowRef<Spotlight>>;
  readonly clock: PageClock;
  /** How often the view on this page was revealed again. Not part of the state: a new welcome reveals nothing. */
  readonly replays: Readonly<ShallowRef<number>>;
  /** The link was replaced, and the connection has ended for good. */
  readonly isReplaced: Readonly<ShallowRef<boolean>>;
}

/** The stage's connection. It sends only clock readings and, unless it is a preview, the casts in its spotlight. */
export function useStage(token: string, isPreview: boolean): Stage {
  const socket: Socket<ServerToStage, StageToServer> = io(
    '/stage',
    socketOptions(token, isPreview ? { preview: true } : {}),
  );
  const { state: link } = useConnection(socket);
  const clock = useServerClock(socket, (reading) => {
    if (!isPreview) socket.emit('clock:report', reading);
  });
  const state = shallowRef<StageState>();
  const spotlight = shallowRef<Spotlight>(emptySpotlight);
  const replays = shallowRef(0);
  let spells: readonly Spell[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The cast in the spotlight that was reported last, or that a welcome brought: it was reported when it was new. */
  let reported: CastId | undefined;

  const inSpotlight = computed(() => state.value && spotlitCast(state.value, spotlight.value.current));
  const localized = (): Spell[] => spells.map((spell) => localizeSpell(spell, texts().spells));
  watch(texts, () => {
    change({ spells: localized() });
  });

  function updateSpotlight(casts: readonly StageCast[]): void {
    clearTimeout(timer);
    const now = performance.now();
    if (state.value?.event.view !== 'live') {
      // Nobody's turn passes while the spotlight is not shown.
      spotlight.value = queueCasts(spotlight.value, casts, now);
      return;
    }
    spotlight.value = advanceSpotlight(spotlight.value, casts, now, state.value.event.spotlight.by);
    const { current, waiting } = spotlight.value;
    if (current !== null && waiting.length > 0)
      timer = setTimeout(
        () => {
          updateSpotlight([]);
        },
        Math.max(0, current.since + HOLD_MS - now),
      );
  }
  watch(inSpotlight, (castId) => {
    if (castId === undefined || castId === reported) return;
    reported = castId;
    if (isPreview) return; // the stage itself reports it
    socket.emit('spotlight:report', { castId });
  });
  function change(part: Partial<StageState>): void {
    if (state.value !== undefined) state.value = { ...state.value, ...part };
  }

  socket.on('stage:welcomed', (snapshot) => {
    const now = performance.now();
    ({ spells } = snapshot);
    const isBack = state.value !== undefined;
    state.value = stateFromSnapshot({ ...snapshot, spells: localized() }, now, state.value);
    spotlight.value = emptySpotlight; // slots are not stable across servers
    const last = castsWithWands(snapshot.recent, state.value).findLast(({ result }) => result.spell !== null);
    updateSpotlight(last === undefined ? [] : [last]);
    if (isBack) spotlight.value = withoutReveal(spotlight.value); // SPEC N6
    reported = inSpotlight.value;
  });
  socket.on('stage:frame', (packed) => {
    const before = state.value;
    if (before === undefined) return;
    const frame = unpackFrame(packed);
    state.value = applyFrame(before, frame, performance.now());
    spotlight.value = updateWands(spotlight.value, frame);
    if (frame.results !== undefined) updateSpotlight(castsWithWands(frame.results, state.value, before));
  });
  socket.on('event:changed', (event) => {
    change({ event });
    updateSpotlight([]);
  });
  socket.on('spells:changed', (changed) => {
    spells = changed;
    change({ spells: localized() });
  });
  socket.on('model:changed', (model) => {
    change({ model });
  });
  socket.on('training:progressed', (training) => {
    change({ training });
  });
  socket.on('report:changed', (report) => {
    change({ report });
  });

  socket.on('round:changed', (round) => {
    const { tally = null } = state.value ?? {};
    change({ round, tally: tally?.roundId === round?.id ? tally : null });
  });
  socket.on('totals:changed', (totals) => {
    change({ totals });
  });
  socket.on('stage:replayed', (view) => {
    if (state.value?.event.view === view) replays.value++;
  });
  const isReplaced = shallowRef(false);
  socket.on('link:replaced', () => {
    isReplaced.value = true;
    socket.disconnect();
  });
  socket.on('note:changed', (note) => {
    change({ note });
  });

  onBeforeUnmount(() => {
    clearTimeout(timer);
    socket.disconnect();
  });
  return { link, state, spotlight, clock, replays, isReplaced };
}
