import { trustStyle } from './trust-page-style.js';
import { trustWords, type TrustLanguage } from './trust-page-text.js';

export interface TrustPage {
  readonly language: TrustLanguage;
  /** SHA-256 of the authority's certificate, as in "AB:CD:…". */
  readonly fingerprint: string;
  /** Where one goes on once the phone trusts it. */
  readonly wandUrl: string;
  /** This page in the other language. */
  readonly otherUrl: string;
}

/** How a phone comes to trust this server: no script, nothing from elsewhere, readable on whatever opens it. */
export function trustPage({ language, fingerprint, wandUrl, otherUrl }: TrustPage): string {
  const words = trustWords[language];
  const other = language === 'en' ? 'de' : 'en';
  const items = (lines: readonly string[]): string => lines.map((line) => `<li>${line}</li>`).join('');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>Wandcast: ${words.title}</title>
<style>${trustStyle}</style>
</head>
<body><main>
<a class="language" lang="${other}" hreflang="${other}" href="${attribute(otherUrl)}">${words.otherLanguage}</a>
<h1>${words.title}</h1>
<p>${words.what}</p>
<section><h2>${words.limitsTitle}</h2><ul>${items(words.limits)}</ul></section>
<section>
<a class="button" href="/trust/wandcast.crt">${words.download}</a>
<h2>iPhone, iPad</h2><ol>${items(words.iphone)}</ol>
<h2>Android</h2><ol>${items(words.android)}</ol>
<h2>${words.othersTitle}</h2><p>${words.others}</p>
</section>
<section><h2>${words.compareTitle}</h2><p>${words.compare}</p><code>${inLines(fingerprint)}</code></section>
<a class="button second" href="${attribute(wandUrl)}">${words.goOn}</a>
<section><h2>${words.removeTitle}</h2><ul>${items(words.remove)}</ul></section>
</main></body>
</html>
`;
}

/** Eight bytes a line: so people compare them one after another. */
function inLines(fingerprint: string): string {
  return (fingerprint.match(/(?:[0-9A-F]{2}:?){1,8}/g) ?? []).join('<br>');
}

function attribute(url: string): string {
  return url.replace(/[&"'<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
