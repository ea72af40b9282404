import type { JoinInfo } from '@wandcast/protocol';

const motionAccess = {
  yes: 'Phones can use their motion here',
  trusting: 'Phones can use their motion once they trust this server',
  here: 'Phones cannot join at this address',
  no: 'Phones cannot use their motion at this address',
};
const origins = {
  'local-network': 'local network',
  internet: 'internet',
  'this-machine': 'this machine',
};
const motion = {
  alive: 'working',
  asleep: 'not asked',
  blocked: 'blocked',
  silent: 'silent',
  zero: 'all zeros',
  missing: 'no sensor',
  insecure: 'not secure',
};

/** Requirements for phones, and the phones that were tested. */
export const phones = {
  motionAccess,
  /** Why phones get motion events at the address or not. The server's own text is in English. */
  explanation: ({ explanation }: JoinInfo): string => explanation,
  origins,
  motion,
  flipped: 'working, flipped',
  transports: { websocket: 'WebSocket', polling: 'polling' },
  seePhones: 'See Phones',
  joinTitle: 'How to join',
  joinLink: 'Join link',
  /** Text around a link to the page with the certificate. */
  trust: {
    before: 'Make your own phone trust this server',
    link: 'here',
    after: '. Do not ask an audience to do that.',
  },
  tryTitle: 'Test a phone before the talk',
  tryText:
    'Scan this with a phone in the room. It tests motion, connection and clock, explains how to fix what is wrong, and can send a report here.',
  preflightLink: 'Preflight link',
  renewLink: 'New link',
  /** Of the button after its first press. */
  confirmRenew: 'Replace links now?',
  renewHint: 'Replaces the links of stage and preflight. The old ones stop working at once, on all screens.',
  linkHint: 'This link only lets a phone send a report.',
  tested: 'Tested phones',
  removeAll: 'Remove all',
  confirmRemoveAll: 'Confirm: remove all',
  none: 'No phone has been tested yet. Scan the code above with one, on the Wi-Fi of the room: after ten seconds it knows whether it can be a wand, and can send a report. Test an iPhone and an Android.',
  columns: {
    phone: 'Phone',
    at: 'Tested',
    motion: 'Motion',
    readings: 'Readings, gap',
    connection: 'Connection',
    latency: 'Latency',
    actions: 'Actions',
  },
  unreachable: 'The page does not open at all?',
  causes: [
    {
      cause: 'The phone is on another network.',
      fix: 'Mobile data or a guest Wi-Fi: connect it to this machine’s Wi-Fi, or serve Wandcast at a public address.',
    },
    {
      cause: 'The Wi-Fi isolates devices.',
      fix: 'Guest Wi-Fis do (client isolation). Ask for a network that does not, use a public host or a tunnel, or your own hotspot.',
    },
    { cause: 'A VPN or a private relay is on.', fix: 'Turn it off, on the phone and on this machine.' },
    { cause: 'This machine’s firewall blocks it.', fix: 'Allow incoming connections for Node.js.' },
    {
      cause: 'The phone left the Wi-Fi.',
      fix: 'Phones leave a Wi-Fi without internet: tell it to stay, or give the Wi-Fi internet access.',
    },
  ],
};
