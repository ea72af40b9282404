import type { WandTexts } from '../../en/wand/index';

export const leaving: WandTexts['leaving'] = {
  forgotten: {
    title: 'Du bist vergessen',
    announced: 'Fertig. Du bist vergessen.',
    done: 'Dein Name und alle deine Schwünge sind gelöscht, im Raum und auf diesem Handy.',
    models:
      'Ein Modell, das davor trainiert wurde, behält, was es gelernt hat. Es enthält keine Aufnahmen und keine Namen.',
    again: 'Neu dazukommen',
  },
  removed: {
    title: 'Eine Weile draußen',
    why: 'Du wurdest gebeten, den Raum eine Weile zu verlassen.',
    wait: (minutes) =>
      minutes <= 0
        ? 'Versuch es jetzt wieder.'
        : minutes === 1
          ? 'Versuch es in einer Minute wieder.'
          : `Versuch es in ${minutes} Minuten wieder.`,
    kept: 'Deine Schwünge bleiben erhalten.',
  },
  over: {
    title: 'Diese Veranstaltung ist vorbei',
    kept: (waiting) =>
      waiting === 0
        ? 'Deine Schwünge bleiben im Buch.'
        : waiting === 1
          ? 'Dein letzter Schwung wird gesendet. Einen Moment.'
          : `Deine letzten ${waiting} Schwünge werden gesendet. Einen Moment.`,
    next: 'Die nächste hat begonnen:',
    step: (code) => `Weiter zu ${code}`,
    souvenir: 'Dein Andenken',
  },
};
