import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { PastImports } from '../../../../apps/api/src/curation/import/past-imports.js';

/** An import that runs until `finish` is called. */
function runningImport() {
  let finish = (): void => undefined;
  const settled = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { settled, finish, interrupt: vi.fn() };
}

test('an import of a past event is interrupted and awaited when the server stops', async () => {
  const imports = new PastImports();
  const { settled, finish, interrupt } = runningImport();
  expect(imports.keep(settled, interrupt)).toBe(true);
  expect(interrupt).not.toHaveBeenCalled();

  const afterwards = vi.fn();
  const stopped = imports.onModuleDestroy().then(afterwards);
  expect(interrupt).toHaveBeenCalledOnce();
  await nextTurn();
  expect(afterwards).not.toHaveBeenCalled();
  finish();
  await stopped;
});

test('an import that has ended is not interrupted', async () => {
  const imports = new PastImports();
  const { settled, finish, interrupt } = runningImport();
  imports.keep(settled, interrupt);
  finish();
  await settled;
  await imports.onModuleDestroy();
  expect(interrupt).not.toHaveBeenCalled();
});

test('no import is kept once the server stops', async () => {
  const imports = new PastImports();
  await imports.onModuleDestroy();
  expect(imports.keep(Promise.resolve(), vi.fn())).toBe(false);
});
