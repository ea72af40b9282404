import { parentPort, workerData } from 'node:worker_threads';
import { FailureError } from '@wandcast/protocol';
import type { Artifact } from '@wandcast/recognition';
import { lowerThreadPriority } from '@wandcast/recognition/thread-priority';
import { unpackModelFile } from './model-file.js';

/** What the worker sends: the model, or what is wrong with the file. */
export type ModelFileAnswer = { readonly artifact: Artifact } | { readonly detail: string | undefined };

function read(): ModelFileAnswer {
  try {
    return { artifact: unpackModelFile(workerData as Uint8Array) };
  } catch (error) {
    if (error instanceof FailureError) return { detail: error.detail };
    throw error;
  }
}

lowerThreadPriority(5); // casts go before files
parentPort?.postMessage(read());
