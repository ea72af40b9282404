/** A participant's secret, made on the phone: 32 random bytes as base64url (SPEC H4). Never shown, never broadcast. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32)); // works on insecure pages too, unlike crypto.subtle
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
