import { createRequire } from 'node:module';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { describe, expect, test } from 'vitest';

const isNativeInstalled = (() => {
  try {
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
})();

describe('the engine', () => {
  test('WebAssembly starts on request and reports why', async () => {
    expect(await startEngine('wasm')).toEqual({ name: 'wasm', reason: 'TF_ENGINE=wasm asks for it' });
  });

  test.skipIf(isNativeInstalled)('auto falls back to WebAssembly and reports why in a sentence', async () => {
    expect(await startEngine('auto')).toEqual({ name: 'wasm', reason: 'tfjs-node is not installed' });
  });

  test.skipIf(isNativeInstalled)('node throws if native TensorFlow is absent', async () => {
    await expect(startEngine('node')).rejects.toThrow('TF_ENGINE=node, but tfjs-node is not installed');
  });
});
