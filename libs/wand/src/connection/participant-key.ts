/** A new participant secret: 32 random bytes as base64url (SPEC H4). Never displayed or broadcast. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32)); // unlike crypto.subtle, also works on insecure pages
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
