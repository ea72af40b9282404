import type { WandTexts } from '../../en/wand/index';

export const leaving: WandTexts['leaving'] = {
  forgotten: {
    title: 'Du bist vergessen',
    announced: 'Fertig. Du bist vergessen.',
    done: 'Es ist geschehen. Dein Name und alle deine Schwünge sind im Raum gelöscht, und auch dieses Handy hat dich vergessen.',
    models:
      'Ein Modell, das davor trainiert wurde, behält, was es gelernt hat. Es enthält keine Aufnahme und keinen Namen.',
    again: 'Als jemand Neues hereinkommen',
  },
  sentOut: {
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
    title: 'Dieser Abend ist vorbei',
    kept: (waiting) =>
      waiting === 0
        ? 'Deine Schwünge bleiben im Buch.'
        : waiting === 1
          ? 'Dein letzter Schwung ist unterwegs. Einen Moment.'
          : `Deine letzten ${waiting} Schwünge sind unterwegs. Einen Moment.`,
    next: 'Der nächste hat begonnen:',
    step: (code) => `Weiter zu ${code}`,
  },
};
