/** Whether what an address says of others is believed; express compiles it from its `trust proxy`. */
export type TrustCheck = (address: string, hop: number) => boolean;

/** What is read of a request. */
export interface ClientRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * The address a request comes from, by the rule that HTTP routes have: proxies that are trusted say for whom they ask, anyone
 * else is who they are. Empty where the connection is gone already.
 */
export function clientAddress(request: ClientRequest, trusts: TrustCheck): string {
  const said = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = [...said.split(',').map((hop) => hop.trim()), request.socket.remoteAddress ?? ''];
  const near = hops.filter((hop) => hop !== '').reverse();
  return near.find((hop, i) => i === near.length - 1 || !trusts(hop, i)) ?? '';
}
