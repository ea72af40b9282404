import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const room: InsideWords['room'] = {
  me: (name) => `${name}: deine Schwünge und deine Daten`,
  settings: 'Dein Zauberstab: Sprache, Licht, Ton',
  in: 'Im Raum',
  model: (version) => `Modell v${version}`,
  lost: 'Raum verloren',
  lostSafe: 'Der Raum ist verloren gegangen. Deine Schwünge sind sicher.',
  back: 'Wieder im Raum.',
  over: 'Dieser Abend ist vorbei.',
  safe: (waiting) =>
    waiting === 0
      ? 'Deine Schwünge sind sicher.'
      : waiting === 1
        ? 'Deine Schwünge sind sicher: 1 wartet auf den Versand.'
        : `Deine Schwünge sind sicher: ${waiting} warten auf den Versand.`,
  tryNow: 'Verbinden',
  called: (name) => `Der Raum nennt dich jetzt ${name}.`,
  putAway: 'Weglegen',
  recording: 'Aufnahme',
  backToSpells: 'Zurück zu den Zaubern',
};
