import type { StageTexts } from '../../en/stage/index';

const openLink = 'Öffne den Link zur Leinwand aus der Konsole oder den, den Wandcast beim Start ausgibt.';

const reasons: Readonly<Record<string, string>> = {
  unauthorized: 'Dieser Link gilt hier nicht mehr.',
};

export const shell: StageTexts['shell'] = {
  noLink: 'Diese Leinwand braucht ihren eigenen Link',
  openLink,
  replacedLink: 'Diese Leinwand hat einen neuen Link',
  openNewLink: 'Der Link dieses Bildschirms wurde ersetzt. Öffne den neuen aus der Konsole.',
  wrongLink: 'Dieser Link öffnet die Leinwand nicht',
  refused: (code, message) => `${reasons[code] ?? message} ${openLink}`,
  outdated: 'Diese Seite ist veraltet',
  reload: 'Sie gehört zu einer anderen Version von Wandcast. Lade sie neu.',
  connecting: 'Der Vorhang geht auf',
  connectingMore: 'Warte auf den Server.',
  reconnecting: 'Verbindung wird wiederhergestellt',
  clickForSound: 'klick für Ton',
};
