import type { TrustMessages } from './trust-messages.js';

export const de: TrustMessages = {
  switchToThis: 'Auf Deutsch',
  title: 'Dem Server vertrauen',
  intro:
    'Browser geben Bewegung nur auf sicheren Seiten weiter. Dieser Server hat sich sein Zertifikat selbst ausgestellt, und dein Handy kennt es noch nicht. Mach die beiden einmal bekannt, dann wird dieses Handy zum Zauberstab.',
  limitsTitle: 'Bevor du loslegst',
  limits: [
    'Das ist zum Ausprobieren auf <strong>deinem eigenen</strong> Handy. Bitte nie ein Publikum darum: Dafür braucht es einen Hostnamen mit echtem Zertifikat.',
    'Die Warnung im Browser wegzutippen reicht nicht: Ein iPhone zeigt die Seite dann zwar, lässt sie aber nicht mit dem Server sprechen.',
    'Was du hier einträgst, kann nur für private Netze bürgen, nie für eine Seite im Internet. Entferne es trotzdem, wenn du fertig bist.',
    'Manches Gäste-WLAN trennt die Geräte voneinander. Wenn du das hier liest, tut deines das nicht.',
  ],
  download: 'Zertifikat laden',
  compareTitle: 'Ist es das richtige?',
  compare:
    'In den Details dessen, was du installiert hast, zeigt dein Handy einen SHA-256-Fingerabdruck. Es muss dieser hier sein, und der im Terminal des Servers:',
  iphone: [
    'Öffne diese Seite in Safari, tippe auf <em>Zertifikat laden</em>, dann auf <em>Zulassen</em>.',
    'Einstellungen › <em>Profil geladen</em> › <em>Installieren</em>, und dein Code.',
    'Einstellungen › Allgemein › Info › <em>Zertifikatsvertrauenseinstellungen</em>: einschalten. Ohne diesen Schritt geht nichts.',
  ],
  android: [
    'Öffne diese Seite in Chrome und tippe auf <em>Zertifikat laden</em>.',
    'Einstellungen: Suche nach <em>CA-Zertifikat</em> (unter Sicherheit, oft „Verschlüsselung und Anmeldedaten › Zertifikat installieren“).',
    '<em>Trotzdem installieren</em>, dein Code, dann <em>wandcast.crt</em> unter den Downloads auswählen.',
  ],
  laptopTitle: 'Ein Laptop',
  laptop:
    'Importiere die Datei im Browser oder im System als Zertifizierungsstelle für Websites und öffne die Seite neu.',
  continue: 'Weiter zum Zauberstab',
  removeTitle: 'So wirst du es wieder los',
  remove: [
    'iPhone: Einstellungen › Allgemein › VPN und Geräteverwaltung › Wandcast › <em>Profil entfernen</em>.',
    'Android: Einstellungen, Suche nach <em>Nutzeranmeldedaten</em>, Wandcast, <em>Entfernen</em>.',
  ],
};
