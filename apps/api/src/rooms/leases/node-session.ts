import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** What a node learns from the database with each beat. */
export interface Beat {
  /** Whether there are other nodes. */
  readonly hasPeers: boolean;
  /** Rooms that this node serves. */
  readonly rooms: readonly string[];
}

/** What a process does for its database: serve rooms, or train models for those that do. */
export type NodeRole = 'server' | 'worker';

/** Another living node. */
export interface PeerNode {
  readonly id: string;
  /** Origin at which this node reaches it; null until it listens. */
  readonly url: string | null;
}

/** A beat that takes longer has failed, ms. */
const BEAT_TIMEOUT_MS = 1_000;

const ENDED = 'this node has left, or goes on under another id';

/** A node whose connection has sent nothing for this long is taken for dead, as an interval of PostgreSQL. */
const DEAD_AFTER = '3 seconds';
const PROMPT_WITHIN = '1 second';

/** Makes PostgreSQL close the connection of a node that vanished without a word after about 5 + 3 x 2 s. */
const KEEPALIVE = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

const heardWithin = (interval: string): string =>
  `EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'wandcast node ' || nodes.id
  AND datname = current_database() AND query_start > clock_timestamp() - interval '${interval}')`;

/**
 * Condition that a row `nodes` is that of a living node. PostgreSQL ends the connection of a killed one at once; that of
 * one that is frozen or cut off stays, and gets silent.
 */
export const IS_ALIVE = heardWithin(DEAD_AFTER);

/** The same for a node that has missed no beat: nothing new should wait for another one. */
export const IS_PROMPT = heardWithin(PROMPT_WITHIN);

/** The number of people is told again when it differs by this share, or by as many people. */
const TOLD_SHARE = 0.1;
const TOLD_STEP = 5;

const BEAT = `SELECT EXISTS (SELECT FROM nodes WHERE id = $1 AND url IS NOT DISTINCT FROM $2) AS listed,
  ARRAY(SELECT json_build_object('id', id, 'url', url) FROM nodes
    WHERE id <> $1 AND role = 'server' AND ${IS_ALIVE} ORDER BY people, id) AS peers,
  ARRAY(SELECT room_id::text FROM room_leases WHERE node_id = $1) AS rooms`;

interface BeatRow {
  /** Whether this node is known to the others, with its origin. */
  readonly listed: boolean;
  readonly peers: readonly PeerNode[];
  readonly rooms: readonly string[];
}

/** The connection by which others see that a node lives. A failed beat makes the next one connect again. */
export class NodeSession {
  /** The other living nodes, at the last beat; that with the fewest people first. */
  peers: readonly PeerNode[] = [];
  private client: pg.Client | undefined;
  private connecting: Promise<pg.Client> | undefined;
  /** The last beat. */
  private asking: Promise<unknown> | undefined;
  private hasEnded = false;
  /** The number of people that the other nodes know. */
  private told = 0;

  constructor(
    private readonly databaseUrl: string,
    readonly id: string,
    /** Origin of this node; null until it listens. */
    private url: string | null = null,
    /** Called when the connection ended by itself. */
    private readonly onLost: () => void = () => undefined,
    private readonly role: NodeRole = 'server',
  ) {}

  /** Removes nodes that died. Not later than at the start: after an outage the others may just be coming back. */
  async clean(): Promise<void> {
    await this.client?.query(`DELETE FROM nodes WHERE id <> $1 AND NOT ${IS_ALIVE}`, [this.id]);
  }

  /** @param people about how many are connected  @throws Error if the database cannot be reached in time */
  async beat(people = 0): Promise<Beat> {
    const client = this.client ?? (await this.replace());
    try {
      const asking = this.ask(client);
      this.asking = asking;
      const row = await asking;
      void this.tell(client, people);
      this.peers = row?.peers ?? [];
      return { hasPeers: this.peers.length > 0, rooms: row?.rooms ?? [] };
    } catch (error) {
      await this.close(client);
      throw error;
    }
  }

  private async ask(client: pg.Client): Promise<BeatRow | undefined> {
    const { rows } = await client.query<BeatRow>(BEAT, [this.id, this.url]);
    const [row] = rows;
    if (this.hasEnded) throw new Error(ENDED);
    // Only then, so that a database that is read-only for a while is no reason to leave the rooms.
    if (row?.listed !== true) await this.list(client);
    return row;
  }

  /** Tells the other nodes where this one listens. If the database does not answer, the next beat does. */
  async announce(url: string): Promise<void> {
    this.url = url;
    await this.client?.query('UPDATE nodes SET url = $2 WHERE id = $1', [this.id, url]).catch(() => undefined);
  }

  /** Whether the database answers now. */
  async answers(): Promise<boolean> {
    return (await this.client?.query('SELECT').catch(() => undefined)) !== undefined;
  }

  /** Replaces a silent connection. @returns whether the database answers, if only with a refusal */
  async connectAgain(): Promise<boolean> {
    return this.replace().then(
      () => true,
      (error: unknown) => error instanceof pg.DatabaseError,
    );
  }

  /** Removes another node, which has said that it stopped to serve its rooms. @returns their ids */
  async remove(id: string): Promise<string[]> {
    const client = this.client ?? (await this.replace());
    const { rows } = await client.query<{ id: string }>(
      `WITH removed AS (DELETE FROM nodes WHERE id = $1)
       SELECT room_id::text AS id FROM room_leases WHERE node_id = $1`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** This node goes on under another id. It must never list itself under this one again. */
  retire(): NodeSession {
    this.hasEnded = true;
    void this.close();
    return new NodeSession(this.databaseUrl, randomUUID(), this.url, this.onLost);
  }

  /** Gives the leases of these rooms back. */
  async release(roomIds: readonly string[]): Promise<void> {
    if (roomIds.length === 0) return;
    const release = 'DELETE FROM room_leases WHERE node_id = $1 AND room_id = ANY($2::uuid[])';
    await this.client?.query(release, [this.id, roomIds]).catch(() => undefined); // the end gives all of them back
  }

  /** Gives all leases back. */
  async end(): Promise<void> {
    await this.client?.query('DELETE FROM nodes WHERE id = $1', [this.id]).catch(() => undefined); // others see that it is gone
    this.hasEnded = true;
    await this.close();
  }

  private async tell(client: pg.Client, people: number): Promise<void> {
    if (Math.abs(people - this.told) < Math.max(TOLD_STEP, TOLD_SHARE * this.told)) return;
    try {
      await client.query('UPDATE nodes SET people = $2 WHERE id = $1', [this.id, people]);
      this.told = people;
    } catch {
      // A database that is read-only for a while is no reason to leave the rooms. The next beat tells.
    }
  }

  /** Connects, and ends the connection before. One at a time. */
  private replace(): Promise<pg.Client> {
    const connect = async (): Promise<pg.Client> => {
      const client = await this.connect();
      if (this.hasEnded) {
        void end(client);
        throw new Error(ENDED);
      }
      const before = this.client;
      // Its beat may yet be answered, and is limited.
      void this.asking?.catch(() => undefined).then(() => end(before));
      this.client = client;
      return client;
    };
    return (this.connecting ??= connect().finally(() => (this.connecting = undefined)));
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
      if (this.client !== client) return;
      this.client = undefined;
      this.onLost();
    };
    client.on('error', lose);
    client.on('end', lose);
    try {
      await client.connect();
      return client;
    } catch (error) {
      void end(client);
      throw error;
    }
  }

  /** Adds this node to the list. */
  private async list(client: pg.Client): Promise<void> {
    await client.query(
      'INSERT INTO nodes (id, url, role) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET url = EXCLUDED.url',
      [this.id, this.url, this.role],
    );
    this.told = 0;
  }

  private async close(client = this.client): Promise<void> {
    if (this.client === client) this.client = undefined;
    await end(client);
  }
}

async function end(client: pg.Client | undefined): Promise<void> {
  await client?.end().catch(() => undefined);
}
