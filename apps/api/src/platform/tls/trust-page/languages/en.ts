import type { TrustMessages } from './trust-messages.js';

export const en: TrustMessages = {
  switchToThis: 'In English',
  title: 'Trust this server',
  intro:
    'Browsers share motion only with secure pages. This server uses its own certificate, which your phone does not trust yet. Install it once, and this phone can be a wand.',
  limitsTitle: 'Before you do',
  limits: [
    'This is for testing on <strong>your own</strong> phone. Never ask an audience to do it: use a host name with a public certificate instead.',
    'Dismissing the browser’s warning is not enough: an iPhone then opens the page but blocks its connection to the server.',
    'The certificate is valid for private networks only, never for websites on the internet. Still, remove it when you are done.',
    'Some guest Wi-Fi networks isolate devices. If you can read this page, yours does not.',
  ],
  download: 'Download the certificate',
  compareTitle: 'Is it the right one?',
  compare:
    'The details of the installed certificate show a SHA-256 fingerprint. It must match this one and the one in the server’s terminal:',
  iphone: [
    'Open this page in Safari, tap <em>Download the certificate</em>, then <em>Allow</em>.',
    'Settings › <em>Profile Downloaded</em> › <em>Install</em>, then enter your passcode.',
    'Settings › General › About › <em>Certificate Trust Settings</em>: turn it on. Nothing works without this step.',
  ],
  android: [
    'Open this page in Chrome and tap <em>Download the certificate</em>.',
    'Settings: search for <em>CA certificate</em> (under Security, often “Encryption &amp; credentials › Install a certificate”).',
    '<em>Install anyway</em>, enter your PIN, then choose <em>wandcast.crt</em> in your downloads.',
  ],
  laptopTitle: 'A laptop',
  laptop:
    'Import the file in the browser or system settings as a certificate authority for websites, then reload the page.',
  continue: 'Continue to the wand',
  removeTitle: 'Removing it',
  remove: [
    'iPhone: Settings › General › VPN &amp; Device Management › Wandcast › <em>Remove Profile</em>.',
    'Android: Settings, search for <em>User credentials</em>, Wandcast, <em>Remove</em>.',
  ],
};
