import { trustLanguages, type TrustLanguage } from './trust-languages.js';
import { trustStyle } from './trust-page-style.js';

interface TrustPage {
  readonly language: TrustLanguage;
  /** SHA-256 of the authority's certificate, as in "AB:CD:…". */
  readonly fingerprint: string;
  /** Address of the wand page, to open once the phone trusts the server. */
  readonly wandUrl: string;
  /** This page in another language. */
  readonly urlIn: (language: TrustLanguage) => string;
}

/** Explains how to trust this server on a phone. Works in every browser: no scripts, no external resources. */
export function trustPage({ language, fingerprint, wandUrl, urlIn }: TrustPage): string {
  const messages = trustLanguages[language];
  const items = (lines: readonly string[]): string => lines.map((line) => `<li>${line}</li>`).join('');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>Wandcast: ${messages.title}</title>
<style>${trustStyle}</style>
</head>
<body><main>
${languageLinks(language, urlIn)}
<h1>${messages.title}</h1>
<p>${messages.intro}</p>
<section><h2>${messages.limitsTitle}</h2><ul>${items(messages.limits)}</ul></section>
<section>
<a class="button" href="/trust/wandcast.crt">${messages.download}</a>
<h2>iPhone, iPad</h2><ol>${items(messages.iphone)}</ol>
<h2>Android</h2><ol>${items(messages.android)}</ol>
<h2>${messages.laptopTitle}</h2><p>${messages.laptop}</p>
</section>
<section><h2>${messages.compareTitle}</h2><p>${messages.compare}</p><code>${inLines(fingerprint)}</code></section>
<a class="button second" href="${attribute(wandUrl)}">${messages.continue}</a>
<section><h2>${messages.removeTitle}</h2><ul>${items(messages.remove)}</ul></section>
</main></body>
</html>
`;
}

function languageLinks(current: TrustLanguage, urlIn: TrustPage['urlIn']): string {
  const others = (Object.keys(trustLanguages) as TrustLanguage[]).filter((language) => language !== current);
  const link = (language: TrustLanguage): string =>
    `<a lang="${language}" hreflang="${language}" href="${attribute(urlIn(language))}">${trustLanguages[language].switchToThis}</a>`;
  return `<nav class="languages">${others.map(link).join('')}</nav>`;
}

/** Eight bytes per line, which is easier to compare. */
function inLines(fingerprint: string): string {
  return (fingerprint.match(/(?:[0-9A-F]{2}:?){1,8}/g) ?? []).join('<br>');
}

function attribute(url: string): string {
  return url.replace(/[&"'<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
