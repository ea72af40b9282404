import { isIP } from 'node:net';
import { z } from 'zod';

/** Networks by the names that Express gives them. */
const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/** A proxy on this machine is believed always: whoever is here could do worse. */
const ALWAYS = 'loopback';

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/** Proxies on other machines, as in `10.0.0.2, 172.16.0.0/12`: they are believed when they say who asked. */
export const trustedProxies = z.string().transform((text, context) => {
  const proxies = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!proxies.every((proxy) => NAMED.includes(proxy) || isNetwork(proxy)))
    context.addIssue('TRUST_PROXY must be addresses or networks, as in 10.0.0.2, 172.16.0.0/12 or uniquelocal');
  return [ALWAYS, ...proxies].join(', ');
});
