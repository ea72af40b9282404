/** Texts in another language. Missing ones fall back to English. */
export type Translation<T> = {
  readonly [K in keyof T]?: T[K] extends string | readonly unknown[] | ((...values: never[]) => unknown)
    ? T[K]
    : Translation<T[K]>;
};

/** The English texts, replaced by those of `translation` where it has them. */
export function withFallback<T extends object>(english: T, translation: Translation<T> = {}): T {
  const merged = { ...english } as Record<string, unknown>;
  for (const [key, text] of Object.entries(translation)) {
    const base = merged[key];
    merged[key] = isGroup(base) && isGroup(text) ? withFallback(base, text) : (text ?? base);
  }
  return merged as T;
}

function isGroup(text: unknown): text is object {
  return typeof text === 'object' && text !== null && !Array.isArray(text);
}
