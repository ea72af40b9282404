import { EventEmitter } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import {
  TrainingProcessError,
  receivedError,
  type FromTrainProcess,
  type JobProcess,
  type ToTrainProcess,
} from '@wandcast/recognition';
import { version } from '../../platform/config/version.js';
import { frameOf, readFrames } from './message-frames.js';
import { VERSION_HEADER, type FromWorker } from './worker-messages.js';

/** A worker sends something every second; one that is silent for longer is given up, ms. */
const SILENCE_MS = 10_000;

/** The worker is gone, or does not take trainings of this server. */
export class WorkerLostError extends TrainingProcessError {}

/** A process of a training on a worker: an HTTP request with what it is sent, answered with what it sends. */
export class RemoteTrainingProcess implements JobProcess {
  readonly started: Promise<void>;
  readonly ended: Promise<never>;
  private readonly events = new EventEmitter<{ ready: []; message: [FromTrainProcess]; end: [TrainingProcessError] }>();
  private readonly request: ClientRequest;

  /** @param url where the worker starts it */
  constructor(url: string) {
    this.ended = new Promise((_, reject) => {
      this.events.once('end', reject);
    });
    this.started = new Promise((resolve, reject) => {
      this.events.once('ready', resolve);
      this.events.once('message', (message) => {
        if (message.kind === 'failed') reject(receivedError(message.error)); // such as without an engine
      });
      this.ended.catch(reject);
    });
    for (const promise of [this.started, this.ended]) promise.catch(() => undefined); // errors are handled by the job
    this.request = request(url, {
      ...{ method: 'POST', agent: false, timeout: SILENCE_MS }, // also for connecting
      headers: { [VERSION_HEADER]: version },
    });
    this.request.on('timeout', () => this.request.destroy(new Error('it is silent')));
    this.request.on('response', (response) => void this.read(response));
    this.request.on('error', ({ message }) => {
      this.lose(`the worker does not answer: ${message}`);
    });
    this.request.on('close', () => {
      this.lose('the worker has gone');
    });
    this.request.flushHeaders();
  }

  onMessage(listener: (message: FromTrainProcess) => void): void {
    this.events.on('message', listener);
  }

  send(message: ToTrainProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      this.request.write(frameOf(message), (error) => {
        if (error) reject(new WorkerLostError(`the worker does not listen: ${error.message}`));
        else resolve();
      });
      if (message.kind === 'job') this.request.end(); // the last one
    });
  }

  /** The worker ends it as soon as it notices. */
  terminate(): Promise<void> {
    this.events.emit('end', new TrainingProcessError('it was stopped'));
    this.request.destroy();
    return Promise.resolve();
  }

  private async read(response: IncomingMessage): Promise<void> {
    try {
      if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}`);
      for await (const frame of readFrames(response)) {
        const message = frame as FromWorker;
        if (message.kind === 'ended') this.events.emit('end', new TrainingProcessError(message.how));
        else if (message.kind === 'ready') this.events.emit('ready');
        else if (message.kind !== 'alive') this.events.emit('message', message);
      }
    } catch (error) {
      this.lose(`the worker refuses, or was cut off: ${(error as Error).message}`);
      this.request.destroy();
    }
  }

  private lose(how: string): void {
    this.events.emit('end', new WorkerLostError(how)); // only the first end counts
  }
}
