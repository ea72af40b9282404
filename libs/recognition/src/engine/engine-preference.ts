/** `auto` takes native TensorFlow where it is installed and WebAssembly elsewhere; the others insist. */
export type EnginePreference = 'auto' | 'node' | 'wasm';

/** What runs: native TensorFlow, or tfjs on WebAssembly. */
export type EngineName = 'tensorflow' | 'wasm';

const preferences: readonly string[] = ['auto', 'node', 'wasm'] satisfies EnginePreference[];

/** An engine that does not exist or is not there. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** Reads the TF_ENGINE variable; absent or empty means `auto`. @throws EngineError, one line that names the variable */
export function parseEnginePreference(text: string | undefined): EnginePreference {
  if (text === undefined || text === '') return 'auto';
  if (!preferences.includes(text)) throw new EngineError(`TF_ENGINE must be auto, node or wasm, not "${text}"`);
  return text as EnginePreference;
}
