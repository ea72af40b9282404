/**
 * What loads TensorFlow.js into the process that imports it: for workers and commands. Servers use the package's main
 * entry, which keeps all of this in workers.
 */
export { startEngine, type Engine } from './engine.js';
export { loadModel, type Model } from './model.js';
export { train } from './train.js';
export { measureBaselines } from './baselines.js';
export { rocketOf, rocketSettings, type RocketSettings } from './rocket.js';
