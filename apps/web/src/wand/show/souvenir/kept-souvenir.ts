import type { Participant, Souvenir, Spell } from '@wandcast/protocol';
import type { KeyValueStorage } from '../../../shared/storage/local-storage';

/** A souvenir with everything that its picture shows, so that it can be painted without the server. */
export interface KeptSouvenir {
  readonly souvenir: Souvenir;
  /** Title of the event. */
  readonly title: string;
  /** When it was fetched, ms since 1970. */
  readonly at: number;
  readonly participant: Participant;
  readonly spells: readonly Pick<Spell, 'id' | 'name' | 'hue' | 'glyph'>[];
}

/** Increased whenever older stored souvenirs can no longer be painted. */
const VERSION = 1;
const storageKey = (code: string): string => `wandcast:souvenir:${code}`;

export function keepSouvenir(storage: KeyValueStorage, code: string, kept: KeptSouvenir): void {
  storage.setItem(storageKey(code), JSON.stringify({ version: VERSION, kept }));
}

/** The souvenir of an event as it was last fetched; undefined if it never was. */
export function keptSouvenir(storage: KeyValueStorage, code: string): KeptSouvenir | undefined {
  const text = storage.getItem(storageKey(code));
  if (text === null) return undefined;
  try {
    const { version, kept } = JSON.parse(text) as { version?: unknown; kept: KeptSouvenir };
    return version === VERSION ? kept : undefined;
  } catch {
    return undefined; // not written by this page
  }
}

/** Deletes it with the participant's other data. */
export function dropSouvenir(storage: KeyValueStorage, code: string): void {
  storage.removeItem(storageKey(code));
}
