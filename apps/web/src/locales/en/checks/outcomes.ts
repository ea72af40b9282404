import type { LinkOutcomes, MotionOutcomes, NetworkOriginOutcomes } from './check-texts';

const CHROME = 'Chrome: Site settings, then “Motion sensors”, then “Allow”.';
const BRAVE = 'Brave: tap the lion, then allow motion sensors.';

export const motions: MotionOutcomes = {
  asleep: ['The browser needs one more tap before it asks.', 'Tap “Try again”.'],
  blocked: [
    'Motion access was denied, and the phone remembers that.',
    'iPhone: close this tab, open the page again, tap “Allow”.',
    'Android: tap the icon left of the address, then “Permissions”, and turn on “Motion sensors”.',
  ],
  silent: ['No readings within a second.', 'Inside another app? Open the page in Safari or Chrome.', CHROME, BRAVE],
  zero: ['Every reading is zero: the browser is hiding motion.', CHROME, BRAVE],
  missing: ['This device has no motion sensor.', 'Cast with a finger or a mouse instead.'],
  insecure: ['Not tested: browsers share motion only on secure pages.'],
};

export const links: LinkOutcomes = {
  websocket: ['WebSocket, as it should be.'],
  polling: [
    'Polling only: no WebSocket gets through.',
    'A proxy or firewall blocks it: try another network.',
    'An iPhone has to trust a server’s own certificate first.',
  ],
  none: [
    'The page loaded, but there is no connection to the server.',
    'Turn off VPN or Private Relay, or try another network. Then tap “Try again”.',
  ],
};

export const networkOrigins: NetworkOriginOutcomes = {
  'local-network': ['Over the local network, which lets phones reach the server.'],
  internet: ['Over the internet: it doesn’t matter if the Wi-Fi isolates phones.'],
  'this-machine': [
    'From the server’s own machine, or through a tunnel that ends there.',
    'Test a phone on the room’s Wi-Fi too.',
  ],
};
