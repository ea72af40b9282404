import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { EngineError, type EngineName, type EnginePreference } from './engine-preference.js';
import { registerTrainingKernels } from './wasm-kernels.js';

export interface Engine {
  readonly name: EngineName;
  /** Why this engine was chosen: a sentence for the user. */
  readonly reason: string;
}

const require = createRequire(import.meta.url);
/** Native part of tfjs-node, in a folder of `lib` for each version of Node-API. */
const BINARY = 'tfjs_binding.node';

/**
 * Starts TensorFlow.js: native if `@tensorflow/tfjs-node` is installed (it is optional because it downloads a binary),
 * otherwise WebAssembly with the extra kernels that training needs. Call it only in workers, training processes and commands: the
 * WebAssembly backend rethrows every uncaught exception of its process.
 * @throws EngineError if `node` is required but not available
 */
export async function startEngine(preference: EnginePreference): Promise<Engine> {
  if (preference === 'wasm') {
    await startWasm();
    return { name: 'wasm', reason: 'TF_ENGINE=wasm asks for it' };
  }
  const obstacle = await startNative();
  if (obstacle === undefined) return { name: 'tensorflow', reason: 'tfjs-node is installed' };
  if (preference === 'node') throw new EngineError(`TF_ENGINE=node, but ${obstacle}`);
  await startWasm();
  return { name: 'wasm', reason: obstacle };
}

async function startWasm(): Promise<void> {
  require('@tensorflow/tfjs-backend-wasm'); // registers itself and finds its .wasm file beside it
  registerTrainingKernels();
  await setBackend('wasm');
  await ready();
}

/** @returns why the native engine cannot be used, or undefined if it is running */
async function startNative(): Promise<string | undefined> {
  restoreRemovedUtil();
  try {
    if (!hasBinary()) return 'tfjs-node is installed without its binary';
    require('@tensorflow/tfjs-node');
    if (await setBackend('tensorflow')) return undefined;
    return 'tfjs-node is installed, but does not start';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND' && message.includes("'@tensorflow/tfjs-node")) return 'tfjs-node is not installed';
    return `tfjs-node does not load: ${message.split('\n')[0] ?? ''}`;
  }
}

/** Whether tfjs-node has its binary. Without it, the package loads most of TensorFlow.js and fails afterwards. */
function hasBinary(): boolean {
  const folder = path.join(path.dirname(require.resolve('@tensorflow/tfjs-node/package.json')), 'lib');
  return existsSync(folder) && readdirSync(folder).some((name) => existsSync(path.join(folder, name, BINARY)));
}

/** tfjs-node 4.22 calls two functions that Node 23 removed. */
function restoreRemovedUtil(): void {
  const old = util as unknown as Record<string, unknown>;
  old['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  old['isArray'] ??= Array.isArray;
}
