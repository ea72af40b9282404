import { watch } from 'vue';
import type { ConsoleClient } from '../connection/useConsoleClient';
import type { Undo } from '../ui/useUndo';
import { texts } from '../texts/console-texts';

/** Puts each import that this member stored on the undo stack, on whichever screen they are when it ends. */
export function useImportUndo(client: ConsoleClient, undo: Undo): void {
  const current = () => client.state.value?.import;
  watch(current, (now, before) => {
    if (now?.state.stage !== 'stored' || before?.id !== now.id || before.state.stage === 'stored') return;
    if (now.by !== client.state.value?.me.name || now.state.result.stored === 0) return;
    const { id, name } = now;
    undo.offer({ text: texts().data.history.imported(name), undo: () => client.imports.remove(id) });
  });
}
