import type { JoinReason } from '@wandcast/protocol';
import { LOCALE } from '../../locale';

const SEE = 'siehe docs/phones-and-https.md.';
const format = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A sentence about the address to join. */
export function joinReason(reason: JoinReason): string {
  switch (reason.code) {
    case 'this-machine':
      return 'Diese Adresse funktioniert nur auf diesem Rechner.';
    case 'no-network':
      return 'Er ist mit keinem Netz verbunden. Verbinde ihn mit dem Netz der Handys und starte neu.';
    case 'moved':
      return `Dieser Rechner hat die Adresse ${reason.host} nicht mehr. Starte den Server neu, damit der QR-Code stimmt.`;
    case 'public-url-http':
      return 'PUBLIC_URL beginnt mit http.';
    case 'https-only':
      return 'Handys geben ihre Bewegung nur auf https-Seiten weiter: Über einfaches http kann man nur mit dem Finger zeichnen.';
    case 'try-https':
      return `Um dein eigenes Handy zu testen: npm start -- --https. Für ein Publikum ${SEE}`;
    case 'own-certificate':
      return `Handys geben ihre Bewegung weiter, sobald sie dem eigenen Zertifikat dieses Servers vertrauen. Nutze es, um dein eigenes Handy zu testen, nie für ein Publikum: ${SEE}`;
    case 'own-certificate-public':
      return `Das eigene Zertifikat dieses Servers gilt nur in privaten Netzen, und ${reason.host} ist öffentlich: Handys werden die Seite ablehnen. Nutze einen Tunnel oder ein öffentliches Zertifikat, ${SEE}`;
    case 'private-host':
      return `Keine öffentliche Stelle stellt Zertifikate für ${reason.host} aus: Nur Handys, auf denen du eines installierst, geben ihre Bewegung weiter. Setze PUBLIC_URL auf einen Domainnamen, ${SEE}`;
    case 'proxy':
      return 'Handys können ihre Bewegung weitergeben, wenn PUBLIC_URL zu diesem Server führt.';
    case 'other-host':
      return `Das Zertifikat gilt für ${reason.hosts.join(', ')}, nicht für ${reason.host}: Setze PUBLIC_URL.`;
    case 'expired':
      return `Das Zertifikat ist am ${format.format(reason.at)} abgelaufen: Erneuere es. Ein Neustart ist nicht nötig.`;
    case 'not-yet-valid':
      return `Das Zertifikat gilt erst ab dem ${format.format(reason.at)}: Geht die Uhr dieses Rechners richtig?`;
    case 'refused':
      return 'Handys werden die Seite ablehnen.';
    case 'valid':
      return `Handys können ihre Bewegung weitergeben: Das Zertifikat gilt bis zum ${format.format(reason.until)}.`;
    case 'unknown-authority':
      return `Handys vertrauen „${reason.issuer}“ nicht, das dieses Zertifikat ausgestellt hat: Nur Handys, auf denen du es installierst, geben ihre Bewegung weiter. Enthält TLS_CERT die ganze Kette?`;
    case 'several-networks':
      return `Handys müssen im Netz von ${reason.network} sein. Dieser Rechner ist auch ${reason.others.join(' und ')}: Setze PUBLIC_URL, um eine andere Adresse zu nutzen.`;
  }
}
