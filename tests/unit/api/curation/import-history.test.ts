import { FailureError, type ImportInfo } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { ImportHistory } from '../../../../apps/api/src/curation/import/import-history.js';

const stored = { id: 'stored', name: 'gale.ndjson', state: { stage: 'stored' } };

/** The history of an event whose newest import is `current`, and the imports whose casts it deleted. */
function historyWith(current: object): { readonly history: ImportHistory; readonly deleted: string[] } {
  const deleted: string[] = [];
  const row = { ...stored, removed: null };
  const repository = {
    list: () => Promise.resolve([row]),
    deleteCasts: (id: string) => {
      deleted.push(id);
      return Promise.resolve([]);
    },
    setRemoved: () => Promise.resolve(),
  };
  const imports = { current, get: () => Promise.resolve(stored), announce: () => Promise.resolve() };
  const room = { id: 'event', bus: { publish: () => undefined }, events: { emitAndWait: () => Promise.resolve() } };
  const datasets = { recount: () => Promise.resolve() };
  const parts = [room, repository, imports, {}, datasets] as unknown as ConstructorParameters<typeof ImportHistory>;
  return { history: new ImportHistory(...parts), deleted };
}

describe('an import', () => {
  test('is not removed while another one is stored, which may be about to use its people', async () => {
    const { history, deleted } = historyWith({ id: 'other', name: 'veil.ndjson', state: { stage: 'storing' } });
    const refusal = await history.remove({ importId: 'stored' }, 'Ada').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FailureError);
    expect(refusal).toMatchObject({ code: 'import-busy' });
    expect(deleted).toEqual([]);
  });

  test.each<ImportInfo['state']['stage']>(['uploading', 'checked', 'stored'])(
    'is removed while another one is only %s',
    async (stage) => {
      const { history, deleted } = historyWith({ id: 'other', name: 'veil.ndjson', state: { stage } });
      await history.remove({ importId: 'stored' }, 'Ada');
      expect(deleted).toEqual(['stored']);
    },
  );
});
