/** How long an object URL stays valid after its last use, ms: Safari reads it some time after the click. */
const VALID_MS = 60_000;

/** Revokes an object URL that no page uses anymore, after a delay for downloads in progress. */
export function revokeLater(url: string): void {
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, VALID_MS);
}
