import { parentPort, workerData } from 'node:worker_threads';
import { embedCasts } from '../map/embed-casts.js';
import type { MapJob } from './map-embedder.js';

const { features, before } = workerData as MapJob;
parentPort?.postMessage(embedCasts(features, before));
