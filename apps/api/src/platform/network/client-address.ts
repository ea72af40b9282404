/** Whether a proxy at this address is trusted to report client addresses; Express compiles it from `trust proxy`. */
export type TrustCheck = (address: string, hop: number) => boolean;

/** The parts of a request that are read. */
interface ClientRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Address of the client of a request, by the same rule as Express: X-Forwarded-For is believed as far as proxies are
 * trusted. Empty if the connection has closed already.
 */
export function clientAddress(request: ClientRequest, trusts: TrustCheck): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = [...forwarded.split(',').map((hop) => hop.trim()), request.socket.remoteAddress ?? ''];
  const nearestFirst = hops.filter((hop) => hop !== '').reverse();
  return nearestFirst.find((hop, i) => i === nearestFirst.length - 1 || !trusts(hop, i)) ?? '';
}
