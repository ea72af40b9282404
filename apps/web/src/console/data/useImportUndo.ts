import { watch } from 'vue';
import type { ConsoleClient } from '../connection/useConsoleClient';
import type { Undo } from '../ui/useUndo';
import { texts } from '../texts/console-texts';

/** Remembers when this member saved an import, because its casts are stored long after the press. */
export interface ImportUndo {
  /** @param actedAt as `performance.now()` */
  readonly saved: (importId: string, actedAt: number) => void;
}

/**
 * Puts each import that this member stored on the undo stack, on whichever screen they are when it ends. Its place is the
 * time of the press, or of the end if another page saved it.
 */
export function useImportUndo(client: ConsoleClient, undo: Undo): ImportUndo {
  const savedAt = new Map<string, number>();
  const current = () => client.state.value?.import;
  watch(current, (now, before) => {
    if (now?.state.stage !== 'stored' || before?.id !== now.id || before.state.stage === 'stored') return;
    if (now.by !== client.state.value?.me.name || now.state.result.stored === 0) return;
    const { id, name } = now;
    const actedAt = savedAt.get(id) ?? performance.now();
    undo.offer({ actedAt, text: texts().data.history.imported(name), undo: () => client.imports.remove(id) });
  });
  return { saved: (importId, actedAt) => void savedAt.set(importId, actedAt) };
}
