import type { Answer, EventInfo, FromConsole, StageView } from '@wandcast/protocol';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import { texts } from '../../texts/console-texts';
import { changedSince } from '../../ui/changed-since';
import type { Undo } from '../../ui/useUndo';

type Direction = FromConsole<'stage:direct'>;

/** Changes how the stage presents its view, with undo. @param actedAt when the user chose it, as `performance.now()` */
export async function directStage(
  client: ConsoleClient,
  stack: Undo,
  event: EventInfo,
  change: Direction,
  actedAt = performance.now(),
): Promise<Answer<EventInfo>> {
  const before = previous(event, change);
  const answer = await client.run.direct(change);
  if (!answer.ok) return answer;
  const after = previous(answer.value, change);
  const undo = (): Promise<Answer<EventInfo>> =>
    isDirected(client, after) || isDirected(client, before) ? client.run.direct(before) : changedSince();
  stack.offer({ actedAt, text: directedText(change), undo });
  return answer;
}

/** Shows a view on the stage, with undo. */
export async function showView(
  client: ConsoleClient,
  stack: Undo,
  { view: before }: EventInfo,
  view: StageView,
): Promise<Answer<unknown>> {
  const actedAt = performance.now();
  const answer = await client.show(view);
  const { did, views } = texts().run.stage;
  const undo = (): Promise<Answer<unknown>> =>
    [view, before].some((one) => one === client.state.value?.event.view) ? client.show(before) : changedSince();
  if (answer.ok) stack.offer({ actedAt, text: did.view(views[view]), undo });
  return answer;
}

/** Whether the stage is directed so now. */
function isDirected(client: ConsoleClient, direction: Direction): boolean {
  const event = client.state.value?.event;
  if (event === undefined) return false;
  const now: Readonly<Record<string, unknown>> = { ...event };
  return Object.entries(direction).every(([key, value]) => JSON.stringify(now[key]) === JSON.stringify(value));
}

/** What a change replaces. */
function previous(event: EventInfo, change: Direction): Direction {
  const { blank, announcement, spotlight, calm, sound, reactions } = event;
  const all: Required<Direction> = { blank, announcement, spotlight, calm, sound, reactions };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in change));
}

function directedText({ blank, announcement, spotlight, calm, sound, reactions }: Direction): string {
  const { did } = texts().run.stage;
  if (blank !== undefined) return blank ? did.blank : did.shown;
  if (announcement !== undefined) return announcement === null ? did.cleared : did.announced(announcement);
  if (spotlight !== undefined) return did.spotlight;
  if (calm !== undefined) return did.calm(calm);
  if (sound !== undefined) return did.sound(sound);
  return did.reactions(reactions === true);
}
