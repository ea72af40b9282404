import type { JoinReason } from '@wandcast/protocol';
import { formatDay } from './key-pair.js';

const SEE = 'see docs/phones-and-https.md.';

/** Reasons as English sentences, for the terminal and clients without translations. */
export function joinReasonText(reasons: readonly JoinReason[]): string {
  return reasons.map(sentenceOf).join(' ');
}

function sentenceOf(reason: JoinReason): string {
  switch (reason.code) {
    case 'this-machine':
      return 'This address works only on this machine.';
    case 'no-network':
      return 'This machine is not connected to a network. Join the phones’ network and restart.';
    case 'moved':
      return `This machine no longer has the address ${reason.host}. Restart the server to update the QR code.`;
    case 'public-url-http':
      return 'PUBLIC_URL starts with http.';
    case 'https-only':
      return 'Phones share motion on https pages only: over plain http they can only draw with a finger.';
    case 'try-https':
      return `To test your own phone: npm start -- --https. For an audience, ${SEE}`;
    case 'own-certificate':
      return `Phones share motion once they trust this server’s own certificate. Use it to test your own phone, never for an audience: ${SEE}`;
    case 'own-certificate-public':
      return `This server’s own certificate is valid for private networks only, and ${reason.host} is public: phones will refuse the page. Use a tunnel or a public certificate, ${SEE}`;
    case 'private-host':
      return `No public authority issues certificates for ${reason.host}: only phones on which you install one share motion. Set PUBLIC_URL to a domain name, ${SEE}`;
    case 'proxy':
      return 'Phones can share motion if PUBLIC_URL leads to this server.';
    case 'other-host':
      return `The certificate is for ${reason.hosts.join(', ')}, not for ${reason.host}: set PUBLIC_URL.`;
    case 'expired':
      return `The certificate expired on ${formatDay(reason.at)}: renew it. No restart is needed.`;
    case 'not-yet-valid':
      return `The certificate is not valid before ${formatDay(reason.at)}: is this machine’s clock right?`;
    case 'refused':
      return 'Phones will refuse the page.';
    case 'valid':
      return `Phones can share motion: the certificate is valid until ${formatDay(reason.until)}.`;
    case 'unknown-authority':
      return `Phones do not trust “${reason.issuer}”, which issued the certificate: only phones on which you install it share motion. Is TLS_CERT the full chain?`;
    case 'several-networks':
      return `Phones must join the network of ${reason.network}. This machine is also ${reason.others.join(' and ')}: set PUBLIC_URL to use another.`;
  }
}
