import type { LinkOutcomes, MotionOutcomes, NetworkOriginOutcomes } from '../../en/checks/check-texts';

const CHROME = 'Chrome: Website-Einstellungen, dann „Bewegungssensoren“, dann „Zulassen“.';
const BRAVE = 'Brave: Tippe auf den Löwen und erlaube Bewegungssensoren.';

export const motions: MotionOutcomes = {
  asleep: ['Der Browser will noch einen Fingertipp, bevor er fragt.', 'Tippe auf „Noch einmal prüfen“.'],
  blocked: [
    'Das Handy gibt seine Bewegung nicht her und merkt sich das.',
    'iPhone: Schließ diesen Tab, öffne die Seite neu und tippe auf „Erlauben“.',
    'Android: Tippe auf das Symbol links neben der Adresse, dann auf „Berechtigungen“, und schalte „Bewegungssensoren“ ein.',
  ],
  silent: [
    'Eine Sekunde lang kam kein Messwert.',
    'Hat eine andere App die Seite geöffnet? Dann nimm Safari oder Chrome.',
    CHROME,
    BRAVE,
  ],
  zero: ['Jeder Messwert ist null: Der Browser behält die Bewegung für sich.', CHROME, BRAVE],
  missing: ['Hier gibt es keinen Bewegungssensor.', 'Dafür zauberst du mit dem Finger oder der Maus.'],
  insecure: ['Nicht gefragt: Browser verraten Bewegung nur auf sicheren Seiten.'],
};

export const links: LinkOutcomes = {
  websocket: ['Über einen WebSocket, wie es sein soll.'],
  polling: [
    'Nur durch ständiges Nachfragen: Kein WebSocket kommt durch.',
    'Ein Proxy oder eine Firewall hält ihn auf: Versuch ein anderes Netz.',
    'Ein iPhone muss dem eigenen Zertifikat eines Servers erst vertrauen.',
  ],
  none: [
    'Die Seite kam an, aber es gibt keine Verbindung zum Server.',
    'Schalte VPN oder Private Relay aus oder nimm ein anderes Netz. Tippe dann auf „Noch einmal prüfen“.',
  ],
};

export const networkOrigins: NetworkOriginOutcomes = {
  'local-network': ['Über das lokale Netz: Es lässt Handys zum Server.'],
  internet: ['Über das Internet: Ob das WLAN die Geräte voneinander trennt, ist egal.'],
  'this-machine': [
    'Vom Rechner des Servers selbst oder durch einen Tunnel, der dort endet.',
    'Prüfe auch ein Handy im WLAN des Raums.',
  ],
};
