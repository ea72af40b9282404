import type { checkResults as english } from '../../en/checks/results';

/** Results of a phone's preflight and of each check, for the preflight page and the console. */
export const checkResults: typeof english = {
  titles: {
    good: 'Dieses Handy taugt als Zauberstab',
    poor: 'Ein Zauberstab mit kleinen Macken',
    bad: 'Noch kein Zauberstab',
    unknown: 'Noch nicht zu sagen',
  },
  marks: { good: 'in Ordnung', poor: 'mit Macken', bad: 'im Weg', unknown: 'nicht bekannt' },
};
