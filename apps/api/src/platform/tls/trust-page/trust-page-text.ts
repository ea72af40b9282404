/** The texts of the trust page in one language; markup is allowed in steps. */
export interface TrustWords {
  readonly title: string;
  readonly what: string;
  readonly limits: readonly string[];
  readonly limitsTitle: string;
  readonly download: string;
  readonly compareTitle: string;
  readonly compare: string;
  readonly iphone: readonly string[];
  readonly android: readonly string[];
  readonly others: string;
  readonly othersTitle: string;
  readonly goOn: string;
  readonly removeTitle: string;
  readonly remove: readonly string[];
  readonly otherLanguage: string;
}

const en: TrustWords = {
  title: 'Trust this wand’s server',
  what: 'Browsers share motion on secure pages only. This server made its own certificate, and your phone has never heard of it. Introduce the two, once, and this phone can be a wand.',
  limitsTitle: 'Before you do',
  limits: [
    'This is for trying on <strong>your own</strong> phone. Never ask an audience to do it: for them, use a host name with a real certificate.',
    'Tapping past the browser’s warning is not enough: an iPhone then opens the page, but keeps it from talking to the server.',
    'What you trust can vouch for private networks alone, never for a site of the internet. Still, remove it when you are done.',
    'A guest Wi-Fi may keep devices apart. If this page opened, yours does not.',
  ],
  download: 'Download the certificate',
  compareTitle: 'Is it the right one?',
  compare:
    'Under the details of what you installed, your phone shows a SHA-256 fingerprint. It must be this one, and the one in the server’s terminal:',
  iphone: [
    'Open this page in Safari, tap <em>Download the certificate</em>, then <em>Allow</em>.',
    'Settings › <em>Profile Downloaded</em> › <em>Install</em>, and your code.',
    'Settings › General › About › <em>Certificate Trust Settings</em>: switch it on. Without this step nothing works.',
  ],
  android: [
    'Open this page in Chrome and tap <em>Download the certificate</em>.',
    'Settings: search for <em>CA certificate</em> (under Security, often “Encryption &amp; credentials › Install a certificate”).',
    '<em>Install anyway</em>, your code, then choose <em>wandcast.crt</em> among the downloads.',
  ],
  othersTitle: 'A laptop',
  others:
    'Import the file as an authority for websites in the browser’s or the system’s certificates, then open the page anew.',
  goOn: 'Go on to the wand',
  removeTitle: 'To remove it again',
  remove: [
    'iPhone: Settings › General › VPN &amp; Device Management › Wandcast › <em>Remove Profile</em>.',
    'Android: Settings, search for <em>User credentials</em>, Wandcast, <em>Remove</em>.',
  ],
  otherLanguage: 'Auf Deutsch',
};

const de: TrustWords = {
  title: 'Dem Server vertrauen',
  what: 'Browser geben Bewegung nur auf sicheren Seiten weiter. Dieser Server hat sich sein Zertifikat selbst ausgestellt, und dein Handy kennt es noch nicht. Mach die beiden einmal bekannt, dann wird dieses Handy zum Zauberstab.',
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
  othersTitle: 'Ein Laptop',
  others:
    'Importiere die Datei im Browser oder im System als Zertifizierungsstelle für Websites und öffne die Seite neu.',
  goOn: 'Weiter zum Zauberstab',
  removeTitle: 'So wirst du es wieder los',
  remove: [
    'iPhone: Einstellungen › Allgemein › VPN und Geräteverwaltung › Wandcast › <em>Profil entfernen</em>.',
    'Android: Einstellungen, Suche nach <em>Nutzeranmeldedaten</em>, Wandcast, <em>Entfernen</em>.',
  ],
  otherLanguage: 'In English',
};

export const trustWords = { en, de } as const;
export type TrustLanguage = keyof typeof trustWords;

/** @param asked by the address  @param accepted by the browser, as in `de-AT,de;q=0.9,en;q=0.8` */
export function trustLanguage(asked: string | null, accepted: string | undefined): TrustLanguage {
  if (asked === 'de' || asked === 'en') return asked;
  const liked = (accepted ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  return liked.find((language) => language === 'de' || language === 'en') === 'de' ? 'de' : 'en';
}
