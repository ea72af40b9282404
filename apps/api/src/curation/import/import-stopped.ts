/** Why an import was left: someone canceled it, its node stops, or another node has it. */
export class ImportStopped extends Error {
  constructor(readonly why: 'canceled' | 'given up' | 'taken over') {
    super(`the import was ${why}`);
  }
}
