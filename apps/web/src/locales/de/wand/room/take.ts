import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const take: InsideWords['take'] = {
  felt: {
    none: 'Klar und ruhig.',
    empty: 'Dein Handy hat fast nichts gemeldet.',
    still: 'Dein Handy hat kaum Bewegung gespürt.',
    short: 'Das war im Nu vorbei.',
    cut: 'Die Zeit war zuerst um.',
    clipped: 'Schneller, als dein Handy spüren kann.',
    slow: 'Dein Handy misst langsam, aber es reicht.',
  },
  advice: {
    empty: 'Noch einmal, dann sollte es klappen.',
    still: 'Zeichne ihn so groß wie einen Teller.',
    short: 'Etwas langsamer, dann sieht das Handy alles.',
    cut: 'Leg gleich nach dem Zählen los.',
    clipped: 'Etwas sanfter, dann spürt es alles.',
  },
  odd: {
    name: 'Zum letzten Schwung',
    unlike: (taught) => `Der sah anders aus als sonst bei „${taught}“. War er so gemeint?`,
    heardAs: (heard, taught) => `Das Modell hat ${heard} gehört. War es ${taught}?`,
    takeBack: 'Zurücknehmen',
    keep: 'Ja, behalten',
    takenBack: 'Zurückgenommen.',
    stillThere: 'Er steht noch im Buch.',
  },
};
