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
 * Puts each import that this page saved on the undo stack, on whichever screen it is when it ends, at the time of the
 * press. Who uploaded it may be somebody else.
 */
export function useImportUndo(client: ConsoleClient, undo: Undo): ImportUndo {
  const savedAt = new Map<string, number>();
  const current = () => client.state.value?.import;
  watch(current, (now, before) => {
    if (now?.state.stage === 'checked') savedAt.delete(now.id); // what was pressed before was another try of the check
    if (now?.state.stage !== 'stored' || before?.id !== now.id || before.state.stage === 'stored') return;
    const { id, name } = now;
    const actedAt = savedAt.get(id);
    if (actedAt === undefined || now.state.result.stored === 0) return; // somebody else saved it
    undo.offer({ actedAt, text: texts().data.history.imported(name), undo: () => client.imports.remove(id) });
  });
  return { saved: (importId, actedAt) => void savedAt.set(importId, actedAt) };
}
