import pg from 'pg';

/** What a node learns from the database with each beat. */
export interface Beat {
  /** Whether there are other nodes. */
  readonly hasPeers: boolean;
  /** Rooms that this node serves. */
  readonly rooms: readonly string[];
}

/** A beat that takes longer has failed, ms. */
const BEAT_TIMEOUT_MS = 1_000;

/** A node whose connection has sent nothing for this long is taken for dead, as an interval of PostgreSQL. */
const DEAD_AFTER = '3 seconds';

/** Makes PostgreSQL close the connection of a node that vanished without a word after about 5 + 3 x 2 s. */
const KEEPALIVE = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

/**
 * Condition that a row `nodes` is that of a living node. PostgreSQL ends the connection of a killed one at once; that of
 * one that is frozen or cut off stays, and gets silent.
 */
export const IS_ALIVE = `EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'wandcast node ' || nodes.id
  AND datname = current_database() AND query_start > clock_timestamp() - interval '${DEAD_AFTER}')`;

const BEAT = `SELECT EXISTS (SELECT FROM nodes WHERE id = $1) AS listed,
  EXISTS (SELECT FROM nodes WHERE id <> $1 AND ${IS_ALIVE}) AS "hasPeers",
  ARRAY(SELECT room_id::text FROM room_leases WHERE node_id = $1) AS rooms`;

/** The connection by which others see that a node lives. A failed beat makes the next one connect again. */
export class NodeSession {
  private client: pg.Client | undefined;
  private url: string | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly id: string,
  ) {}

  /** Removes nodes that died. Not later than at the start: after an outage the others may just be coming back. */
  async clean(): Promise<void> {
    await this.client?.query(`DELETE FROM nodes WHERE id <> $1 AND NOT ${IS_ALIVE}`, [this.id]);
  }

  /** @throws Error if the database cannot be reached in time */
  async beat(): Promise<Beat> {
    const client = (this.client ??= await this.connect());
    try {
      const { rows } = await client.query<Beat & { readonly listed: boolean }>(BEAT, [this.id]);
      const [row] = rows;
      // Only then, so that a database that is read-only for a while is no reason to leave the rooms.
      if (row?.listed !== true) await this.list(client);
      return { hasPeers: row?.hasPeers === true, rooms: row?.rooms ?? [] };
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Tells the other nodes where this one listens. */
  async announce(url: string): Promise<void> {
    this.url = url;
    await this.client?.query('UPDATE nodes SET url = $2 WHERE id = $1', [this.id, url]);
  }

  /** Gives all leases back. */
  async end(): Promise<void> {
    await this.client?.query('DELETE FROM nodes WHERE id = $1', [this.id]).catch(() => undefined); // others see that it is gone
    await this.close();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: `wandcast node ${this.id}`,
      connectionTimeoutMillis: BEAT_TIMEOUT_MS,
      query_timeout: BEAT_TIMEOUT_MS,
      keepAlive: true,
      options: KEEPALIVE,
    });
    const lose = (): void => {
      if (this.client === client) this.client = undefined;
    };
    client.on('error', lose);
    client.on('end', lose);
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Adds this node to the list. */
  private async list(client: pg.Client): Promise<void> {
    await client.query(
      'INSERT INTO nodes (id, url) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET url = EXCLUDED.url',
      [this.id, this.url],
    );
  }

  private async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}
