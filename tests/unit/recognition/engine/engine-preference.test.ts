import { parseEnginePreference } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

describe('TF_ENGINE', () => {
  test('auto, node and wasm are taken at their word', () => {
    expect(['auto', 'node', 'wasm'].map(parseEnginePreference)).toEqual(['auto', 'node', 'wasm']);
  });

  test('nothing means auto, and so does an empty variable', () => {
    expect(parseEnginePreference(undefined)).toBe('auto');
    expect(parseEnginePreference('')).toBe('auto');
  });

  test('anything else is refused by name, not taken for auto', () => {
    expect(() => parseEnginePreference('gpu')).toThrow('TF_ENGINE must be auto, node or wasm, not "gpu"');
    expect(() => parseEnginePreference('WASM')).toThrow('TF_ENGINE');
  });
});
