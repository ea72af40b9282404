/**
 * Whether a proxy at this address is trusted to report client addresses; Express compiles it from `trust proxy`. That is a
 * list of networks here, so the hop makes no difference.
 */
export type TrustCheck = (address: string, hop: number) => boolean;

/** Addresses whose trust is remembered: proxies, and those that reach the server without one. */
const MAX_REMEMBERED = 1_000;

/** Remembers the answers of a check, because parsing and comparing an address takes longer than all else about it. */
export function rememberTrust(check: TrustCheck): TrustCheck {
  const known = new Map<string, boolean>();
  return (address, hop) => {
    const remembered = known.get(address);
    if (remembered !== undefined) return remembered;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const isTrusted = check(address, hop);
    known.set(address, isTrusted);
    return isTrusted;
  };
}

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
