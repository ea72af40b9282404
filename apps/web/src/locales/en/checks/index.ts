import { STEADY_HZ, channelBits, type Findings } from '@wandcast/protocol';
import type { ChecksTexts } from './check-texts';
import { localizedUnits } from '../../../shared/format/localized-units';
import { grammar } from '../grammar';
import { LOCALE } from '../locale';
import { links, motions, networkOrigins } from './outcomes';

const { whole, time } = localizedUnits(LOCALE);
const NOT_KNOWN = 'Unknown.';

const channelNames = [
  [channelBits.linear, 'movement'],
  [channelBits.gravity, 'gravity'],
  [channelBits.rotation, 'rotation'],
] as const;

function motionSays({ motion, channels = 0 }: Findings): string {
  if (motion === undefined) return NOT_KNOWN;
  if (motion !== 'alive') return motions[motion][0];
  const names = channelNames.filter(([bit]) => (channels & bit) !== 0).map(([, name]) => name);
  return names.length === 0 ? 'The sensor works.' : `The phone feels ${grammar.list(names)}.`;
}

function clockSays({ offsetMs, roundTripMs }: Findings): string {
  if (offsetMs == null) return NOT_KNOWN;
  if (Math.abs(offsetMs) <= Math.max(50, roundTripMs ?? 0)) return 'Same as the server’s.';
  return `${time(Math.abs(offsetMs))} ${offsetMs < 0 ? 'ahead of' : 'behind'} the server’s. Casts are corrected for it.`;
}

function signsSay({ flipped }: Findings): string {
  if (flipped == null) return 'Unknown.';
  return flipped ? 'Axes as on iPhones. The wand corrects them.' : 'Axes as in the standard.';
}

function rateTodo({ rateHz }: Findings): readonly string[] {
  if (rateHz == null) return [];
  return [
    rateHz < STEADY_HZ
      ? 'Turn off low-power mode or battery saver: it can halve the rate.'
      : 'There are gaps: close other apps and tabs, and try again.',
  ];
}

/** Every check, its results and what to do about them. */
export const checks: ChecksTexts = {
  secure: {
    name: 'Secure page',
    says: ({ secure }) => (secure === true ? 'Browsers share motion here.' : 'The link isn’t secure: no motion here.'),
    todo: () => ['Open the address that starts with https. The console’s Phones screen shows it, if there is one.'],
  },
  load: {
    name: 'Page load',
    says: ({ loadMs }) => (loadMs == null ? NOT_KNOWN : `It took ${time(loadMs)}.`),
    todo: () => ['The network is slow or busy: let people join early, a few at a time.'],
  },
  motion: {
    name: 'Motion',
    says: motionSays,
    todo: ({ motion }) => {
      if (motion === undefined) return [];
      return motion === 'alive' ? ['No gyroscope: casts are recognized less reliably.'] : motions[motion].slice(1);
    },
  },
  rate: {
    name: 'Readings',
    says: ({ rateHz, maxGapMs }) =>
      rateHz == null ? 'No readings.' : `${whole(rateHz)} a second, at most ${time(maxGapMs ?? 0)} apart.`,
    todo: rateTodo,
  },
  signs: {
    name: 'Which way is up',
    says: signsSay,
    todo: () => [],
  },
  link: {
    name: 'Connection',
    says: ({ transport }) => (transport === undefined ? NOT_KNOWN : links[transport ?? 'none'][0]),
    todo: ({ transport }) => (transport === undefined ? [] : links[transport ?? 'none'].slice(1)),
  },
  networkOrigin: {
    name: 'Network',
    says: ({ networkOrigin }) => (networkOrigin === undefined ? NOT_KNOWN : networkOrigins[networkOrigin][0]),
    todo: ({ networkOrigin }) => (networkOrigin === undefined ? [] : networkOrigins[networkOrigin].slice(1)),
  },
  roundTrip: {
    name: 'Round trip',
    says: ({ roundTripMs, slowestMs }) =>
      roundTripMs == null ? NOT_KNOWN : `${time(roundTripMs)}, at most ${time(slowestMs ?? roundTripMs)}.`,
    todo: ({ roundTripMs }) =>
      roundTripMs == null
        ? []
        : ['Casts count, but results come late. Move closer to the access point or change networks.'],
  },
  clock: {
    name: 'Clock',
    says: clockSays,
    todo: ({ offsetMs }) => (offsetMs == null ? [] : ['Set date and time to automatic: certificates depend on them.']),
  },
  screen: {
    name: 'Screen',
    says: ({ wakeLock }) => (wakeLock === true ? 'Stays on while casting.' : 'May turn off.'),
    todo: () => ['Battery saver may be on, or the browser is old: set a longer screen timeout.'],
  },
  storage: {
    name: 'Unsent casts',
    says: ({ storage }) =>
      storage === true ? 'Stored on the phone until they are sent.' : 'Lost if the page closes before they are sent.',
    todo: () => ['Leave the private window or free up space on the phone.'],
  },
};
