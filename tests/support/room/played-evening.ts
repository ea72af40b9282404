import type { Answer, ConsoleState, PageLinks } from '@wandcast/protocol';
import { castMessages } from '../cast-messages.js';
import type { ConsoleClient } from '../console-client.js';
import type { TestServer } from '../test-server.js';
import type { OwnedIds } from './named-ids.js';
import { joinWand, type TestWand } from './test-wand.js';

/** A participant and the ids of what is theirs. */
export interface Person {
  readonly wand: TestWand;
  readonly ids: OwnedIds;
}

/** An event in which somebody cast and deleted a cast, with a round, a person who did nothing, and its links. */
export interface PlayedEvening {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly links: PageLinks & Pick<ConsoleState, 'summaryUrl'>;
  readonly owner: Person;
  readonly intruder: TestWand;
}

/** Plays it in the event of a console. */
export async function playEvening(server: TestServer, { state }: ConsoleClient): Promise<PlayedEvening> {
  const { code, title } = state.event;
  const [event] = await server.query<{ id: string }>('SELECT id FROM events WHERE code = $1', [code]);
  const { id } = event ?? raise();
  const wand = await joinWand({ url: server.url, code }, `Owner of ${code}`);
  const [kept, deleted] = [castMessages(), castMessages()];
  for (const { replay } of [kept, deleted]) await wand.ask('cast:replay', replay);
  await wand.ask('casts:delete', { castIds: [deleted.castId] });
  const [round] = await server.query<{ id: string }>(
    `INSERT INTO rounds (event_id, number, kind, spell_id, duel, starts_at, ends_at, undone)
     VALUES ($1, 1, 'free', NULL, '{}', now() - interval '1 minute', now() - interval '30 seconds', false) RETURNING id`,
    [id],
  );
  const [step] = await server.query<{ id: string }>('SELECT id FROM steps WHERE event_id = $1 LIMIT 1', [id]);
  const ids = { cast: kept.castId, participant: wand.me.id, round: round?.id ?? raise(), step: step?.id ?? raise() };
  const intruder = await joinWand({ url: server.url, code }, `Intruder of ${code}`);
  const { stageUrl, preflightUrl, summaryUrl } = state;
  return { id, code, title, links: { stageUrl, preflightUrl, summaryUrl }, owner: { wand, ids }, intruder };
}

/** What an answer may not contain: names and ids, unless it refuses. */
export function revealed(answer: Answer<unknown>, person: Person): string[] {
  return answer.ok ? revealedIn(JSON.stringify(answer.value ?? null), person) : [];
}

/** The name and ids of a person that a text contains. */
export function revealedIn(text: string, { wand, ids }: Person): string[] {
  return [wand.me.nickname, ...Object.values(ids)].filter((secret) => text.includes(secret));
}

function raise(): never {
  throw new Error('the evening was not played');
}
