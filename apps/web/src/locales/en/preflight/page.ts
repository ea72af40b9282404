import type { CheckResultTexts } from './check-texts';

const titles: CheckResultTexts = {
  good: 'This phone can be a wand',
  poor: 'A wand, with a hitch',
  bad: 'Not a wand yet',
  unknown: 'Not enough to tell',
};
const leads: CheckResultTexts = {
  good: 'All is as it should be.',
  poor: 'It works. The list says what could be better.',
  bad: 'The list says what is in its way, and what to do.',
  unknown: 'Something could not be measured. Try once more.',
};
const marks: CheckResultTexts = { good: 'fine', poor: 'with a hitch', bad: 'in the way', unknown: 'not known' };

/** The page around the checks. */
export const page = {
  document: 'Wandcast: preflight',
  before: 'Can this phone be a wand?',
  beforeLead: 'Join the Wi-Fi of the room, and hold the phone as you would to cast. It takes about ten seconds.',
  trying: 'Trying this phone',
  titles,
  leads,
  marks,
  running: 'looking',
  waiting: 'not looked at yet',
  list: 'What is looked at',
  try: 'Try this phone',
  again: 'Try again',
  asking: 'Your phone may ask about motion: allow it.',
  hold: 'Hold it upright and still',
  reaching: 'Reaching the server',
  asks: 'Asking for the time',
  send: 'Send to the console',
  sending: 'Sending',
  sent: (time: string) => `Sent at ${time}. The console’s Phones screen shows it.`,
  sendAgain: 'Send again',
  unsent: 'It was not sent: the server did not answer. Try again.',
  noToken: 'To send this to the console, open the page with the code on the console’s Phones screen.',
  overloaded: 'Many phones are being tried just now. Wait a minute, then try again.',
  outdated: 'This page is an older one. Reload it.',
  refused: 'The server refused the connection. Reload the page.',
};
