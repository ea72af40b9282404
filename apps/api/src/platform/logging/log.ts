import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

/** The structured log; an abstract class because Nest injects by class. */
export abstract class Log {
  abstract readonly debug: Logger['debug'];
  abstract readonly info: Logger['info'];
  abstract readonly warn: Logger['warn'];
  abstract readonly error: Logger['error'];
}

/** Logs JSON lines to stderr, or readable lines if stderr is a terminal. Stdout is for the banner. */
export function createLog(level: string): Logger {
  const options = { level, base: null, redact: ['key', 'token', '*.key', '*.token'] };
  const destination: DestinationStream = process.stderr.isTTY
    ? pretty({ destination: 2, colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname', sync: true })
    : pino.destination({ dest: 2, sync: true });
  return pino(options, destination);
}
