/** What the launcher of processes is told; `id` is chosen by the sender. */
export type ToLauncher =
  | { readonly kind: 'start'; readonly id: number; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'message'; readonly id: number; readonly message: unknown }
  /** Kills it as soon as it uses more memory, MB. */
  | { readonly kind: 'limit'; readonly id: number; readonly mb: number }
  | { readonly kind: 'kill'; readonly id: number };

/** What the launcher reports of them. */
export type FromLauncher =
  | { readonly kind: 'message'; readonly id: number; readonly message: unknown }
  /** Exit code, signal, or why it could not be started. */
  | { readonly kind: 'ended'; readonly id: number; readonly how: string };
