import { parseEnginePreference } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

describe('TF_ENGINE', () => {
  test('auto, node and wasm are accepted', () => {
    expect(['auto', 'node', 'wasm'].map(parseEnginePreference)).toEqual(['auto', 'node', 'wasm']);
  });

  test('undefined and empty mean auto', () => {
    expect(parseEnginePreference(undefined)).toBe('auto');
    expect(parseEnginePreference('')).toBe('auto');
  });

  test('rejects any other value', () => {
    expect(() => parseEnginePreference('gpu')).toThrow('TF_ENGINE must be auto, node or wasm, not "gpu"');
    expect(() => parseEnginePreference('WASM')).toThrow('TF_ENGINE');
  });
});
