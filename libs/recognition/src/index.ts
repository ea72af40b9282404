export { PersonalAdapter, type ConfirmedCast, type SharedView } from './adapter/personal-adapter.js';
export { sharedView } from './adapter/shared-view.js';
export * from './artifact/artifact.js';
export * from './evaluation/calibration.js';
export { PROJECTED_SIZE } from './features/random-projection.js';
export { placeAmong, type Landmarks } from './map/place-among.js';
export type { MapPosition } from './map/map-position.js';
export { embedInWorker, type MapJob } from './workers/map-embedder.js';
export * from './models/dtw-nearest-neighbor.js';
export * from './evaluation/evaluation.js';
export * from './evaluation/copies.js';
export * from './evaluation/cross-validation.js';
export * from './evaluation/metrics.js';
export * from './artifact/model-error.js';
export * from './workers/predictor-error.js';
export * from './live/cast-prefix.js';
export * from './progress/trainer-progress.js';
export * from './progress/work.js';
export * from './progress/time-left.js';
export * from './progress/work-clock.js';
export { CORESET_CASTS, coresetOf } from './training/coreset.js';
export * from './training/training-options.js';
export type { FromTrainProcess, ModelHead, ToTrainProcess } from './workers/worker-messages.js';
export type { RawPrediction } from './recognizer/recognizer.js';
export type { LabeledCast } from './recognizer/labeled-cast.js';
export type { Priority } from './workers/batch-queue.js';
export type { ModelSlot } from './workers/model-slot.js';
export { Predictor } from './workers/predictor.js';
export type { PredictorOptions } from './workers/predictor-options.js';
export { loadStarter, readArtifact, saveArtifact, saveStarter } from './artifact/artifact-files.js';
export { packSignals, unpackSignals, type PackedSignals } from './workers/signal-transfer.js';
export {
  EngineError,
  parseEnginePreference,
  type EngineName,
  type EnginePreference,
} from './engine/engine-preference.js';
export { startProcessLauncher } from './workers/processes/process-launcher.js';
export { receivedError, sentError } from './workers/error-transfer.js';
export { runInProcess, type ProcessJob } from './workers/processes/run-in-process.js';
export type { JobProcess } from './workers/training/job-process.js';
export type { ProcessTrainingOptions } from './workers/training/process-training-options.js';
export { prepareTraining, spareProcess } from './workers/training/training-process.js';
export { TrainingProcessError } from './workers/training/training-process-error.js';
export { measureBaselinesInProcess, trainInProcess } from './workers/training/trainer.js';
export type { Baselines } from './training/baselines.js';
