import type { Answer, EventInfo, FromConsole, StageView } from '@wandcast/protocol';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import { texts } from '../../texts/console-texts';
import type { Undo } from '../../ui/useUndo';

type Direction = FromConsole<'stage:direct'>;

/** Changes how the stage presents its view, with undo. @param actedAt when the user chose it, as `performance.now()` */
export async function directStage(
  client: ConsoleClient,
  undo: Undo,
  event: EventInfo,
  change: Direction,
  actedAt = performance.now(),
): Promise<Answer<EventInfo>> {
  const before = previous(event, change);
  const answer = await client.run.direct(change);
  if (answer.ok) undo.offer({ actedAt, text: directedText(change), undo: () => client.run.direct(before) });
  return answer;
}

/** Shows a view on the stage, with undo. */
export async function showView(
  client: ConsoleClient,
  undo: Undo,
  { view: before }: EventInfo,
  view: StageView,
): Promise<Answer<unknown>> {
  const actedAt = performance.now();
  const answer = await client.show(view);
  const { did, views } = texts().run.stage;
  if (answer.ok) undo.offer({ actedAt, text: did.view(views[view]), undo: () => client.show(before) });
  return answer;
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
