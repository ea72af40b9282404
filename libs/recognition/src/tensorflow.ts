/**
 * What loads TensorFlow.js into the process that imports it: for workers and commands. Servers use the package's main
 * entry, which keeps all of this in workers.
 */
export { startEngine, type Engine } from './engine/tensorflow-engine.js';
export { loadModel, type Model } from './models/load-model.js';
export { train } from './training/train.js';
export { measureBaselines } from './training/baselines.js';
export { rocketOf, rocketSettings, type RocketSettings } from './models/rocket.js';
