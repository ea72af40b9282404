import { shallowRef, type ShallowRef } from 'vue';
import type { analyzeCast } from './cast-analysis';

const loaded = shallowRef<typeof analyzeCast>();

/** Undefined until its code has loaded, which must not delay the first cast. */
export const loadedAnalysis: Readonly<ShallowRef<typeof analyzeCast | undefined>> = loaded;

export async function loadCastAnalysis(): Promise<void> {
  loaded.value ??= (await import('./cast-analysis')).analyzeCast;
}
