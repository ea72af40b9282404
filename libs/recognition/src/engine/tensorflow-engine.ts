import { createRequire } from 'node:module';
import util from 'node:util';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { EngineError, type EngineName, type EnginePreference } from './engine-preference.js';
import { registerTrainingKernels } from './wasm-kernels.js';

export interface Engine {
  readonly name: EngineName;
  /** Why this one, a sentence for people. */
  readonly reason: string;
}

const require = createRequire(import.meta.url);

/**
 * Starts TensorFlow.js: native where `@tensorflow/tfjs-node` is installed (it is optional, as it downloads its library),
 * else WebAssembly with the kernels that training needs. Only for workers and commands: the WebAssembly backend rethrows
 * every uncaught exception of the process it is in.
 * @throws EngineError where `node` was insisted on and is not there
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
  await import('@tensorflow/tfjs-backend-wasm'); // registers itself; finds its .wasm beside it
  registerTrainingKernels();
  await setBackend('wasm');
  await ready();
}

/** @returns why it cannot be used, or undefined where it runs */
async function startNative(): Promise<string | undefined> {
  restoreRemovedUtil();
  try {
    require('@tensorflow/tfjs-node');
    if (await setBackend('tensorflow')) return undefined;
    return 'tfjs-node is installed, but does not start';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND' && message.includes("'@tensorflow/tfjs-node'")) return 'tfjs-node is not installed';
    return `tfjs-node does not load: ${message.split('\n')[0] ?? ''}`;
  }
}

/** tfjs-node 4.22 calls two functions that Node 23 removed. */
function restoreRemovedUtil(): void {
  const old = util as unknown as Record<string, unknown>;
  old['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  old['isArray'] ??= Array.isArray;
}
