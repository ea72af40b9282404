import type { Answer, EventCopied, FromConsole } from '@wandcast/protocol';
import type { ConsoleClient } from '../connection/useConsoleClient';

/** Restores what the current event had before a copy. The book first, because the steps may need its spells. */
export async function undoCopy(
  client: Pick<ConsoleClient, 'openBook' | 'events'>,
  { plan, book }: Pick<FromConsole<'event:copy'>, 'plan' | 'book'>,
  { stepIds, bookId }: EventCopied['before'],
): Promise<Answer<unknown>> {
  const opened: Answer<unknown> = book ? await client.openBook(bookId) : { ok: true, value: null };
  return opened.ok && plan ? client.events.useSteps(stepIds) : opened;
}
