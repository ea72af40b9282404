import { createRenderer } from 'vue';

/** A document without nodes, for components that render nothing. */
const { createApp } = createRenderer<object, object>({
  insert: () => undefined,
  remove: () => undefined,
  patchProp: () => undefined,
  createElement: () => ({}),
  createText: () => ({}),
  createComment: () => ({}),
  setText: () => undefined,
  setElementText: () => undefined,
  parentNode: () => null,
  nextSibling: () => null,
});

/** Calls a composable in a mounted component, so that its watchers and lifecycle hooks run. */
export function mounted<T>(setup: () => T): { readonly result: T; readonly unmount: () => void } {
  const results: T[] = [];
  const app = createApp({
    setup() {
      results.push(setup());
      return () => null;
    },
  });
  app.mount({});
  const [result] = results as [T];
  return {
    result,
    unmount: () => {
      app.unmount();
    },
  };
}
