import type { StageTexts } from '../../en/stage/index';

const openLink = 'Öffne den Link zur Leinwand, der im Terminal steht, in dem Wandcast gestartet wurde.';

const reasons: Readonly<Record<string, string>> = {
  unauthorized: 'Dieser Link gilt hier nicht mehr.',
};

export const shell: StageTexts['shell'] = {
  noLink: 'Diese Leinwand braucht ihren eigenen Link',
  openLink,
  wrongLink: 'Dieser Link öffnet die Leinwand nicht',
  refused: (code, message) => `${reasons[code] ?? message} ${openLink}`,
  outdated: 'Diese Seite ist veraltet',
  reload: 'Sie gehört zu einer anderen Version von Wandcast. Lade sie neu.',
  connecting: 'Der Vorhang geht auf',
  connectingMore: 'Warte auf den Server.',
  reconnecting: 'Verbindung wird wiederhergestellt',
  clickForSound: 'klick für Ton',
};
