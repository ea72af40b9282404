import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Logs HTTP requests without their query, which may contain tokens. */
export function requestLog(log: Logger): RequestHandler {
  const quiet = (request: IncomingMessage): boolean => /^\/(health|metrics|assets)/.test(request.url ?? '');
  return pinoHttp({
    logger: log,
    autoLogging: { ignore: quiet },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}
