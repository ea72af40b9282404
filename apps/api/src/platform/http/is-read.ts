import type { IncomingMessage } from 'node:http';

/** Whether a request only reads: GET or HEAD. */
export function isRead({ method }: Pick<IncomingMessage, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}
