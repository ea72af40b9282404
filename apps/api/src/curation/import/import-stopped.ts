/** Thrown to stop an import: it was canceled, its node is shutting down, or another node took it over. */
export class ImportStopped extends Error {
  constructor(readonly why: 'canceled' | 'interrupted' | 'taken over') {
    super(`the import was ${why}`);
  }
}
