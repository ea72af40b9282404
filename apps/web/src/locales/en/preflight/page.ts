import type { CheckResultTexts } from '../checks/check-texts';
import { checkResults } from '../checks/results';

const leads: CheckResultTexts = {
  good: 'Everything works.',
  poor: 'It works. The list shows what could be better.',
  bad: 'The list shows what’s wrong and what to do.',
  unknown: 'Something couldn’t be measured. Try again.',
};

/** The page around the checks. */
export const page = {
  document: 'Wandcast: preflight',
  before: 'Can this phone be a wand?',
  beforeLead: 'Join the room’s Wi-Fi and hold the phone as you would to cast. It takes about ten seconds.',
  trying: 'Testing this phone',
  titles: checkResults.titles,
  leads,
  marks: checkResults.marks,
  running: 'testing',
  waiting: 'not tested yet',
  list: 'Checks',
  try: 'Test this phone',
  again: 'Try again',
  asking: 'Your phone may ask for motion access. Allow it.',
  hold: 'Hold it as you would to cast',
  reaching: 'Connecting to the server',
  asks: 'Syncing the clock',
  send: 'Send to the console',
  sending: 'Sending',
  sent: (time: string) => `Sent at ${time}. See the console’s Phones screen.`,
  sendAgain: 'Send again',
  unsent: 'Not sent: the server didn’t answer. Try again.',
  noToken: 'To send this to the console, open the page with the code on the console’s Phones screen.',
  overloaded: 'Many phones are being tested right now. Wait a minute, then try again.',
  outdated: 'This page is outdated. Reload it.',
  refused: 'The server refused the connection. Reload the page.',
};
