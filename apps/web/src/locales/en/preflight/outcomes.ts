import type { LinkOutcomes, MotionOutcomes, WayOutcomes } from './check-texts';

const CHROME = 'Chrome: Site settings, then “Motion sensors”, then “Allow”.';
const BRAVE = 'Brave: tap the lion, then allow motion sensors.';

export const motions: MotionOutcomes = {
  asleep: ['The browser wants one more tap before it asks.', 'Tap “Try again”.'],
  blocked: [
    'The phone said no to motion, and remembers that.',
    'iPhone: close this tab, open the page anew, tap “Allow”.',
    'Android: tap the icon left of the address, then “Permissions”, and switch “Motion sensors” on.',
  ],
  silent: ['No reading came within a second.', 'Inside another app? Open the page in Safari or Chrome.', CHROME, BRAVE],
  zero: ['Every reading is zero: the browser keeps motion to itself.', CHROME, BRAVE],
  missing: ['There is no motion sensor here.', 'It casts with a finger or a mouse instead.'],
  insecure: ['Nobody asked: browsers share motion on secure pages alone.'],
};

export const links: LinkOutcomes = {
  websocket: ['A WebSocket, as it should be.'],
  polling: [
    'By asking again and again: no WebSocket gets through.',
    'A proxy or a firewall keeps it back: try another network.',
    'An iPhone has to trust a server’s own certificate first.',
  ],
  none: [
    'The page came, but no connection to the server.',
    'Switch a VPN or a private relay off, or try another network. Then tap “Try again”.',
  ],
};

export const ways: WayOutcomes = {
  'local-network': ['Over the local network, which lets phones reach the server.'],
  internet: ['Over the internet: it does not matter whether the Wi-Fi keeps phones apart.'],
  'this-machine': [
    'From the server’s own machine, or through a tunnel that ends there.',
    'Try a phone on the Wi-Fi of the room as well.',
  ],
};
