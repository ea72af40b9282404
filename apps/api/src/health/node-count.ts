import { Injectable } from '@nestjs/common';
import { within } from '../platform/queues/within.js';
import { NodesRepository } from './nodes.repository.js';

/** `GET /health` answers within a second, even if the database has just frozen, ms. */
const TIMEOUT_MS = 500;

/** The number of nodes, also while the database does not say it. */
@Injectable()
export class NodeCount {
  /** At least this node. */
  private latest = 1;
  /** At most one query at a time: in a frozen database each would take a connection of the pool for a minute. */
  private counting: Promise<number> | undefined;

  constructor(private readonly nodes: NodesRepository) {}

  /** @returns within half a second the number of nodes, or the last known one */
  async read(): Promise<number> {
    this.counting ??= this.count().finally(() => (this.counting = undefined));
    return within(TIMEOUT_MS, this.counting, () => this.latest);
  }

  private async count(): Promise<number> {
    const nodes = await this.nodes.count().catch(() => this.latest);
    return (this.latest = Math.max(1, nodes)); // 0 while the connection of this node is lost
  }
}
