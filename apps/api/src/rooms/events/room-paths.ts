/** Paths of an HTTP API that is about one room: with its id, or without it for the main room. Relative to the origin. */
export function roomPaths(path: string): string[] {
  return [path, path.replace(/^api/, ROOM_PATH)];
}

/** Base path of a room's own HTTP API. */
export const ROOM_PATH = 'api/rooms/:room';

export function roomUrl(roomId: string): string {
  return `/${ROOM_PATH.replace(':room', roomId)}`;
}
