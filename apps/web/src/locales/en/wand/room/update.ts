/** When the server was renewed while this page was open. */
export const update = {
  newer: 'A newer page is here.',
  load: 'Load it',
  sending: 'One moment: your last cast is on its way.',
};
