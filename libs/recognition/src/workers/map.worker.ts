import { parentPort, workerData } from 'node:worker_threads';
import { embedCasts } from '../map/embed-casts.js';
import type { MapJob } from './map-embedder.js';
import { lowerThreadPriority } from './thread-priority.js';

/** A map may take its time; a cast must not wait for it. */
const NICER = 10;

lowerThreadPriority(NICER);
const { features, before } = workerData as MapJob;
parentPort?.postMessage(embedCasts(features, before));
