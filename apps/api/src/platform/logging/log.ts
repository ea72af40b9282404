import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

/** The structured log, under a class name so that Nest can inject it. */
export abstract class Log {
  abstract readonly debug: Logger['debug'];
  abstract readonly info: Logger['info'];
  abstract readonly warn: Logger['warn'];
  abstract readonly error: Logger['error'];
}

/** JSON lines on stderr, readable ones where stderr is a terminal; stdout belongs to the banner. */
export function createLog(level: string): Logger {
  const options = { level, base: null, redact: ['key', 'token', '*.key', '*.token'] };
  const destination: DestinationStream = process.stderr.isTTY
    ? pretty({ destination: 2, colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname', sync: true })
    : pino.destination({ dest: 2, sync: true });
  return pino(options, destination);
}
