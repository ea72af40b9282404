import type { PreflightTexts } from '../../en/preflight/index';

export const trial: PreflightTexts['trial'] = {
  document: 'Wandcast: Testzauberstab',
  title: 'Testzauberstab',
  hint: 'Deine Schwünge erscheinen in der Konsole unter Modelle. Sie zählen nicht und werden nicht gespeichert.',
  wake: 'Zauberstab wecken',
  hold: 'Halten und zaubern',
  release: 'Zum Beenden loslassen',
  ready: 'Halte die Taste, während du zauberst.',
  casting: 'Aufnahme läuft',
  sending: 'Wird erkannt',
  short: 'Das war zu kurz. Halte die Taste, während du dich bewegst.',
  unanswered: 'Der Server hat nicht geantwortet. Versuch es noch einmal.',
  failed: (code) =>
    code === 'trial-over'
      ? 'Dieser Test ist vorbei. Scanne den Code unter Modelle noch einmal.'
      : code === 'model-tries-limited'
        ? 'Zu viele Schwünge auf einmal. Warte ein paar Sekunden.'
        : 'Dieser Schwung ließ sich nicht erkennen. Versuch es noch einmal.',
  recognized: (spell, percent, version) => `${spell}, ${percent} % (v${version})`,
  fizzled: (spell, percent, version) => `Verpufft: am ehesten ${spell}, ${percent} % (v${version})`,
  noToken: 'Dieser Link ist unvollständig. Scanne den Code in der Konsole unter Modelle.',
  noMotion: 'Dieser Browser meldet keine Bewegung. Erlaube den Zugriff, oder nimm ein anderes Handy.',
};
