import type { ConsoleTexts } from '../../en/console/index';

export const keyboard: ConsoleTexts['keyboard'] = {
  title: 'Tastenkürzel',
  hint: 'Aus, während du tippst.',
  enable: 'Kürzel mit einer Taste einschalten',
  groups: {
    anywhere: {
      name: 'Überall',
      help: 'diese Kürzel zeigen',
      goToFirst: 'Regie, Handys, Buch, Labeln',
      goToSecond: 'Erkunden, Modelle, Daten, Abende, Räume, Team',
      undo: 'das Letzte rückgängig machen',
      leave: 'Knopf oder Feld verlassen',
    },
    show: {
      name: 'Ablauf, überall',
      next: 'zum nächsten Schritt, wenn keine Schaltfläche den Fokus hat',
      blank: 'Leinwand abdunkeln und wieder zeigen',
    },
    run: {
      name: 'Regie',
      reveal: 'Ergebnis oder Podium noch einmal enthüllen',
      find: 'jemanden suchen',
      move: 'nächste Person, vorige Person',
      moveStep: 'den Schritt mit dem Fokus verschieben',
    },
    book: {
      name: 'Buch',
      moveSpell: 'den Zauber mit dem Fokus verschieben',
      save: 'Getipptes speichern',
      cancel: 'Getipptes verwerfen',
    },
    models: { name: 'Modelle', train: 'trainieren', activate: 'gewähltes Modell wecken' },
    explore: {
      name: 'Erkunden',
      move: 'Band eines Felds verschieben',
      resize: 'vergrößern, verkleinern',
      reset: 'Band entfernen',
      select: 'alle auswählen, Auswahl umkehren',
      label: 'Auswahl umlabeln, verwerfen, wiederherstellen',
    },
    map: {
      name: 'Karte in „Erkunden“, wenn sie den Fokus hat',
      move: 'Auswahl zeichnen, verschieben',
      resize: 'Auswahl vergrößern, verkleinern',
      reset: 'Auswahl aufheben',
      step: 'nächster Schwung der Liste, voriger',
      open: 'diesen Schwung öffnen',
      zoom: 'hineinzoomen, herauszoomen, alle zeigen',
    },
    label: {
      name: 'Schwünge labeln',
      spell: 'Zauber mit dieser Taste wählen',
      discard: 'verwerfen',
      agree: 'zustimmen, in der Warteschlange',
      unsure: 'unsicher und kommentieren, in der Warteschlange',
      cut: 'kürzen oder teilen, in der Warteschlange',
      restore: 'ursprüngliches Label wiederherstellen',
      move: 'weiter, zurück',
      undo: 'rückgängig, so oft du willst',
    },
  },
};
