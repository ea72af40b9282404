import { Injectable } from '@nestjs/common';
import { networkPrefix } from '../network/network-prefix.js';
import { isLoopback } from '../network/private-hosts.js';
import { KeyedTokenBuckets } from './keyed-token-buckets.js';
import type { Pace } from './token-bucket.js';

/**
 * What one address may do. A hall of a thousand phones often shares one address, so each burst lets a whole hall in at
 * once, as after a restart; the rates slow down a flood.
 */
const HALL = {
  /** New connections, before their handshake. */
  connections: { burst: 1_500, perSecond: 100 },
  /** Handshakes of namespaces; each asks the database. */
  joins: { burst: 1_200, perSecond: 60 },
  /** New participants; each is a row for good. Two halls, then 3,600 an hour. */
  newcomers: { burst: 2_500, perSecond: 1 },
  /** Open connections: a hall, its reconnecting phones, and every screen. */
  open: 3_000,
} as const;

/** This machine runs rehearsals with thousands of wizards, and tunnels that do not report addresses. */
const OWN_MACHINE = 5;

/** Limits per address of one node, kept in memory. IPv6 addresses count by their /64 prefix. */
class Limits {
  readonly connections: KeyedTokenBuckets;
  readonly joins: KeyedTokenBuckets;
  readonly newcomers: KeyedTokenBuckets;
  readonly open: number;

  constructor(factor: number) {
    const scaled = ({ burst, perSecond }: Pace): KeyedTokenBuckets =>
      new KeyedTokenBuckets({ burst: factor * burst, perSecond: factor * perSecond });
    this.connections = scaled(HALL.connections);
    this.joins = scaled(HALL.joins);
    this.newcomers = scaled(HALL.newcomers);
    this.open = factor * HALL.open;
  }
}

@Injectable()
export class AddressLimits {
  private readonly everyone = new Limits(1);
  private readonly ownMachine = new Limits(OWN_MACHINE);
  /** Open connections by network. */
  private readonly open = new Map<string, number>();

  /** Whether another connection from this address may open. */
  allowsConnection(address: string): boolean {
    const limits = this.of(address);
    const network = networkPrefix(address);
    return (this.open.get(network) ?? 0) < limits.open && limits.connections.take(network, performance.now());
  }

  /** Counts a connection that has opened. @returns what to call when it has closed */
  opened(address: string): () => void {
    const network = networkPrefix(address);
    this.open.set(network, (this.open.get(network) ?? 0) + 1);
    return () => {
      const left = (this.open.get(network) ?? 1) - 1;
      if (left === 0) this.open.delete(network);
      else this.open.set(network, left);
    };
  }

  /** Whether another handshake from this address may ask the database. */
  allowsJoin(address: string): boolean {
    return this.of(address).joins.take(networkPrefix(address), performance.now());
  }

  /** Whether this address may create another participant. */
  allowsNewcomer(address: string): boolean {
    return this.of(address).newcomers.take(networkPrefix(address), performance.now());
  }

  private of(address: string): Limits {
    return isLoopback(address) ? this.ownMachine : this.everyone;
  }
}
