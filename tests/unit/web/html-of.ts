import { vi } from 'vitest';
import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';

/** Observes nothing: rendered to text, canvases have no size. */
class NoObserver {
  readonly observe = (): undefined => undefined;
  readonly disconnect = (): undefined => undefined;
}

/** The HTML of a component at its start. Its canvases are empty, and nothing moves. */
export async function htmlOf(component: unknown, props: object): Promise<string> {
  vi.stubGlobal('matchMedia', () => ({ matches: true })); // reduced motion
  vi.stubGlobal('ResizeObserver', NoObserver);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  try {
    return await renderToString(createSSRApp(component as Component, { ...props }));
  } finally {
    vi.unstubAllGlobals();
  }
}
