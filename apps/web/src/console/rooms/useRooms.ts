import type { ListedRoom } from '@wandcast/protocol';
import type { ConsoleClient } from '../connection/useConsoleClient';
import { usePages, type PageAnswer, type Pages } from '../ui/usePages';

/**
 * The rooms of this server, oldest first.
 * @param archived whether it lists the archived rooms instead
 */
export function useRooms(client: Pick<ConsoleClient, 'link' | 'rooms'>, archived: boolean): Pages<ListedRoom> {
  const request = async (after: string | null): Promise<PageAnswer<ListedRoom>> => {
    const answer = await client.rooms.list(archived, after);
    if (!answer.ok) return answer;
    const { rooms: entries, total } = answer.value;
    return { ok: true, value: { entries, total } };
  };
  return usePages(client.link, request, [client.rooms.changes]);
}
