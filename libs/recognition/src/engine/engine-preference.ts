/** `auto` prefers native TensorFlow and falls back to WebAssembly; `node` and `wasm` require that engine. */
export type EnginePreference = 'auto' | 'node' | 'wasm';

/** The running engine: native TensorFlow, or tfjs on WebAssembly. */
export type EngineName = 'tensorflow' | 'wasm';

const preferences: readonly string[] = ['auto', 'node', 'wasm'] satisfies EnginePreference[];

/** The requested engine is unknown or not installed. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/**
 * Parses the TF_ENGINE variable; undefined or empty means `auto`.
 * @throws EngineError with one line that names the variable
 */
export function parseEnginePreference(text: string | undefined): EnginePreference {
  if (text === undefined || text === '') return 'auto';
  if (!preferences.includes(text)) throw new EngineError(`TF_ENGINE must be auto, node or wasm, not "${text}"`);
  return text as EnginePreference;
}
