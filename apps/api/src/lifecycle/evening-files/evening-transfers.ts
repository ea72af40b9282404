import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';

/** Most transfers of whole evenings at once. Each keeps a connection and a transaction open for minutes. */
const MOST = { export: 4, import: 2 } as const;

type Transfer = keyof typeof MOST;

/** Limits how many evenings this server exports and imports at once. */
@Injectable()
export class EveningTransfers {
  private readonly running: Record<Transfer, number> = { export: 0, import: 0 };

  /** @throws FailureError `evening-busy` if there are too many already */
  check(kind: Transfer): void {
    if (this.running[kind] >= MOST[kind]) throw new FailureError('evening-busy', `${MOST[kind]} at once`);
  }

  /** @throws FailureError `evening-busy` if there are too many already */
  async run<T>(kind: Transfer, work: () => Promise<T>): Promise<T> {
    this.check(kind);
    this.running[kind]++;
    try {
      return await work();
    } finally {
      this.running[kind]--;
    }
  }
}
