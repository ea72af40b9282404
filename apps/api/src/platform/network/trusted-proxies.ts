import { isIP } from 'node:net';
import { z } from 'zod';

/** Network names that Express accepts. */
const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/** Proxies on this machine are always trusted: local processes could do worse than forge an address. */
const ALWAYS = 'loopback';

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/** Value for Express's `trust proxy`, from TRUST_PROXY, as in `10.0.0.2, 172.16.0.0/12`. Always includes loopback. */
export const trustedProxies = z.string().transform((text, context) => {
  const proxies = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!proxies.every((proxy) => NAMED.includes(proxy) || isNetwork(proxy)))
    context.addIssue('TRUST_PROXY must be addresses or networks, as in 10.0.0.2, 172.16.0.0/12 or uniquelocal');
  return [ALWAYS, ...proxies].join(', ');
});
