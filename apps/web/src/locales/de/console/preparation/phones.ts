import type { ConsoleTexts } from '../../../en/console/index';
import { joinReason } from './join-reason';

export const phones: ConsoleTexts['phones'] = {
  motionAccess: {
    yes: 'Handys können hier ihre Bewegung nutzen',
    trusting: 'Handys können ihre Bewegung nutzen, sobald sie diesem Server vertrauen',
    here: 'Handys können unter dieser Adresse nicht mitmachen',
    no: 'Handys können unter dieser Adresse ihre Bewegung nicht nutzen',
  },
  explanation: ({ reasons }) => reasons.map(joinReason).join(' '),
  origins: { 'local-network': 'lokales Netz', internet: 'Internet', 'this-machine': 'dieser Rechner' },
  motion: {
    alive: 'funktioniert',
    asleep: 'nicht gefragt',
    blocked: 'gesperrt',
    silent: 'stumm',
    zero: 'nur Nullen',
    missing: 'kein Sensor',
    insecure: 'nicht sicher',
  },
  flipped: 'funktioniert, umgekehrt',
  transports: { websocket: 'WebSocket', polling: 'Polling' },
  seePhones: 'Siehe Handys',
  joinTitle: 'So macht man mit',
  joinLink: 'Link zum Mitmachen',
  trust: {
    before: 'Dein eigenes Handy lernt',
    link: 'hier',
    after: ', diesem Server zu vertrauen. Verlange das nicht von einem Publikum.',
  },
  tryTitle: 'Vor dem Vortrag ein Handy testen',
  tryText:
    'Scanne das mit einem Handy im Raum. Es testet Bewegung, Verbindung und Uhr, erklärt, was zu tun ist, und kann einen Bericht hierher schicken.',
  preflightLink: 'Link zum Test',
  renewLink: 'Neuer Link',
  confirmRenew: 'Wirklich ersetzen?',
  renewHint: 'Ersetzt die Links zu Leinwand und Test. Die alten gelten sofort nicht mehr, auf keinem Bildschirm.',
  linkHint: 'Mit diesem Link kann ein Handy nur einen Bericht schicken.',
  tested: 'Getestete Handys',
  removeAll: 'Alle entfernen',
  confirmRemoveAll: 'Bestätigen: alle entfernen',
  none: 'Noch kein Handy getestet. Scanne den Code oben mit einem, im WLAN des Raums: Nach zehn Sekunden weiß es, ob es ein Zauberstab sein kann, und kann einen Bericht schicken. Teste ein iPhone und ein Android.',
  columns: {
    phone: 'Handy',
    at: 'Getestet',
    motion: 'Bewegung',
    readings: 'Messwerte, Lücke',
    connection: 'Verbindung',
    latency: 'Latenz',
    actions: 'Aktionen',
  },
  unreachable: 'Die Seite öffnet sich gar nicht?',
  causes: [
    {
      cause: 'Das Handy ist in einem anderen Netz.',
      fix: 'Mobile Daten oder ein Gäste-WLAN: Verbinde es mit dem WLAN dieses Rechners, oder betreibe Wandcast unter einer öffentlichen Adresse.',
    },
    {
      cause: 'Das WLAN trennt Geräte voneinander.',
      fix: 'Gäste-WLANs tun das (Client Isolation). Bitte um ein anderes Netz, nutze einen öffentlichen Server oder Tunnel, oder deinen eigenen Hotspot.',
    },
    { cause: 'Ein VPN oder Private Relay ist an.', fix: 'Schalte es aus, auf dem Handy und auf diesem Rechner.' },
    { cause: 'Die Firewall dieses Rechners blockiert.', fix: 'Erlaube Node.js eingehende Verbindungen.' },
    {
      cause: 'Das Handy hat das WLAN verlassen.',
      fix: 'Handys verlassen ein WLAN ohne Internet: Lass es dort bleiben, oder gib dem WLAN Internet.',
    },
  ],
};
