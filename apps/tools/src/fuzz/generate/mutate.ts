import type { Dice } from './dice.js';
import { nastyNumbers, nastyTexts, nastyValues } from './nasty-values.js';

type Path = readonly (string | number)[];

/** Most places of a value that are considered, so that large values stay cheap. */
const MAX_PLACES = 200;

/** Characters, bytes and parts of a message: twice what the server reads, so that mutations of mutations stay sendable. */
const MAX_SIZE = 200_000;

/**
 * A changed copy of a message: one place of it gets another type, another value, another size, or another set of keys.
 * @param value JSON with bytes
 */
export function mutate(value: unknown, dice: Dice): unknown {
  const path = dice.chance(0.1) ? [] : dice.pick(placesOf(value));
  const mutated = changedAt(value, path, (old) => changed(old, dice));
  return isWithin(mutated, MAX_SIZE) ? mutated : changedAt(value, path, () => null);
}

/** Whether a value has at most so many characters, bytes and parts. Stops counting where it has more. */
function isWithin(value: unknown, most: number): boolean {
  let left = most;
  const count = (part: unknown): void => {
    left -= typeof part === 'string' ? part.length : part instanceof Uint8Array ? part.byteLength : 1;
    if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return;
    for (const inner of Object.values(part)) {
      if (left < 0) return;
      count(inner);
    }
  };
  count(value);
  return left >= 0;
}

function changed(old: unknown, dice: Dice): unknown {
  if (dice.chance(0.3)) return dice.pick(nastyValues)();
  if (old instanceof Uint8Array) return changedBytes(old, dice);
  if (Array.isArray(old)) return changedList(old, dice);
  if (typeof old === 'object' && old !== null) return changedObject(old as Record<string, unknown>, dice);
  if (typeof old === 'string') return changedText(old, dice);
  if (typeof old === 'number') return dice.chance(0.3) ? old + dice.pick([-1, 1, 0.5]) : dice.pick(nastyNumbers);
  return dice.chance(0.5) ? dice.pick(nastyTexts) : dice.pick(nastyNumbers);
}

function changedText(old: string, dice: Dice): string {
  const nasty = dice.pick(nastyTexts);
  const at = dice.below(old.length + 1);
  switch (dice.below(4)) {
    case 0:
      return nasty;
    case 1:
      return old.slice(0, at) + nasty + old.slice(at);
    case 2:
      return old.slice(0, at);
    default:
      return old + old;
  }
}

function changedBytes(old: Uint8Array, dice: Dice): Uint8Array {
  const at = dice.below(old.byteLength + 1);
  switch (dice.below(4)) {
    case 0:
      return old.slice(0, at);
    case 1:
      return Uint8Array.from([...old, ...dice.bytes(1 + dice.below(40))]);
    case 2:
      return old.map((byte, i) => (i === at ? byte ^ (1 << dice.below(8)) : byte));
    default:
      return dice.bytes(old.byteLength);
  }
}

function changedList(old: readonly unknown[], dice: Dice): unknown[] {
  switch (dice.below(4)) {
    case 0:
      return [];
    case 1:
      return [...old, dice.pick(nastyValues)()];
    case 2:
      return Array.from({ length: 1_200 }, () => old[0] ?? null);
    default:
      return [...old, ...old];
  }
}

function changedObject(old: Readonly<Record<string, unknown>>, dice: Dice): Record<string, unknown> {
  const keys = Object.keys(old);
  const extra = dice.pick(['__proto__', 'constructor', 'toString', 'role', 'ok', 'token', '', '\0', 'x'.repeat(1_000)]);
  if (dice.chance(0.5) && keys.length > 0) {
    const removed = dice.pick(keys);
    return Object.fromEntries(Object.entries(old).filter(([key]) => key !== removed));
  }
  const copy = { ...old };
  Object.defineProperty(copy, extra, { value: dice.pick(nastyValues)(), enumerable: true });
  return copy;
}

/** The paths of every part of a value, itself excluded unless it has no parts. */
function placesOf(value: unknown): Path[] {
  const places: Path[] = [];
  const visit = (part: unknown, path: Path): void => {
    if (places.length >= MAX_PLACES) return;
    if (path.length > 0) places.push(path);
    if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return;
    for (const key of Array.isArray(part) ? part.keys() : Object.keys(part))
      visit((part as Record<string | number, unknown>)[key], [...path, key]);
  };
  visit(value, []);
  return places.length === 0 ? [[]] : places;
}

function changedAt(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, i) => (i === key ? changedAt(item, rest, change) : (item as unknown)));
  const old = value as Readonly<Record<string, unknown>>;
  return { ...old, [key]: changedAt(old[key], rest, change) };
}
