import { STEADY_HZ, channelBits, type Findings } from '@wandcast/protocol';
import type { ChecksWords } from './check-texts';
import { measuresIn } from '../../../shared/format/localized-units';
import { links, motions, ways } from './outcomes';

const { whole, time } = measuresIn('en-GB');
const NOT_KNOWN = 'Not known.';

const channelNames = [
  [channelBits.linear, 'movement'],
  [channelBits.gravity, 'gravity'],
  [channelBits.rotation, 'turning'],
] as const;

function motionSays({ motion, channels = 0 }: Findings): string {
  if (motion === undefined) return NOT_KNOWN;
  if (motion !== 'alive') return motions[motion][0];
  const names = channelNames.filter(([bit]) => (channels & bit) !== 0).map(([, name]) => name);
  return names.length === 0 ? 'The sensor is awake.' : `The phone feels ${listed(names)}.`;
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

function clockSays({ offsetMs, roundTripMs }: Findings): string {
  if (offsetMs == null) return NOT_KNOWN;
  if (Math.abs(offsetMs) <= Math.max(50, roundTripMs ?? 0)) return 'As the server’s.';
  return `${time(Math.abs(offsetMs))} ${offsetMs < 0 ? 'ahead of' : 'behind'} the server’s, and reckoned with.`;
}

function signsSay({ flipped }: Findings): string {
  if (flipped == null) return 'Not seen.';
  return flipped ? 'Signs as on iPhones; the wand turns them round.' : 'Signs as the standard has them.';
}

function rateTodo({ rateHz }: Findings): readonly string[] {
  if (rateHz == null) return [];
  return [
    rateHz < STEADY_HZ
      ? 'Switch low-power mode or battery saver off: it may halve them.'
      : 'It stutters: close other apps and tabs, and try again.',
  ];
}

/** Every check, and what may come of it. */
export const checks: ChecksWords = {
  secure: {
    name: 'Secure page',
    says: ({ secure }) =>
      secure === true ? 'Browsers share motion here.' : 'The link is a plain one: no motion here.',
    todo: () => ['Open the address that starts with https. The console’s Phones screen says whether there is one.'],
  },
  load: {
    name: 'Page load',
    says: ({ loadMs }) => (loadMs == null ? NOT_KNOWN : `It took ${time(loadMs)}.`),
    todo: () => ['The network is slow or busy: let people come in early, a few at a time.'],
  },
  motion: {
    name: 'Motion',
    says: motionSays,
    todo: ({ motion }) => {
      if (motion === undefined) return [];
      return motion === 'alive' ? ['It has no gyroscope: it is heard, but less surely.'] : motions[motion].slice(1);
    },
  },
  rate: {
    name: 'Readings',
    says: ({ rateHz, maxGapMs }) =>
      rateHz == null ? 'Nothing to count.' : `${whole(rateHz)} a second, at most ${time(maxGapMs ?? 0)} apart.`,
    todo: rateTodo,
  },
  signs: {
    name: 'Which way is up',
    says: signsSay,
    todo: ({ motion }) =>
      motion === 'alive' ? ['Hold the phone upright, screen towards you, while it is tried.'] : [],
  },
  link: {
    name: 'Connection',
    says: ({ transport }) => (transport === undefined ? NOT_KNOWN : links[transport ?? 'none'][0]),
    todo: ({ transport }) => (transport === undefined ? [] : links[transport ?? 'none'].slice(1)),
  },
  way: {
    name: 'Network',
    says: ({ way }) => (way === undefined ? NOT_KNOWN : ways[way][0]),
    todo: ({ way }) => (way === undefined ? [] : ways[way].slice(1)),
  },
  roundTrip: {
    name: 'Round trip',
    says: ({ roundTripMs, slowestMs }) =>
      roundTripMs == null ? NOT_KNOWN : `${time(roundTripMs)}, at the slowest ${time(slowestMs ?? roundTripMs)}.`,
    todo: ({ roundTripMs }) =>
      roundTripMs == null
        ? []
        : ['Casts count, but answers come late. Go closer to the access point, or change networks.'],
  },
  clock: {
    name: 'Clock',
    says: clockSays,
    todo: ({ offsetMs }) =>
      offsetMs == null ? [] : ['Let the phone set date and time by itself: certificates are judged by them.'],
  },
  screen: {
    name: 'Screen',
    says: ({ wakeLock }) => (wakeLock === true ? 'It stays lit while one casts.' : 'It may go dark by itself.'),
    todo: () => ['Battery saver may be on, or the browser an older one: let the screen stay on longer.'],
  },
  storage: {
    name: 'Unsent casts',
    says: ({ storage }) =>
      storage === true
        ? 'Kept on the phone until they are stored.'
        : 'Lost where the page closes before they are sent.',
    todo: () => ['Leave the private window, or free some space on the phone.'],
  },
};
