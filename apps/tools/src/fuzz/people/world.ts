import type { Dice } from '../generate/dice.js';
import type { Vocabulary } from '../generate/example.js';

/** What a field of this name refers to. Other fields that end in `Id` or `Ids` refer to what they say. */
const NOUNS: Readonly<Record<string, string>> = {
  ...{ person: 'participant', people: 'participant', duel: 'participant', spells: 'spell', except: 'cast' },
  ...{ before: 'event', plan: 'event', from: 'book', testDatasetId: 'dataset', id: 'preflight', spell: 'spell' },
};

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[a-z0-9][a-z0-9-]{0,39}$/;
const CODE = /^[A-Z0-9]{4,12}$/;

/** Ids kept of each kind; the newest ones replace the oldest. */
const KEPT = 40;

/** Most parts of an answer that are looked at. */
const MAX_PARTS = 2_000;

/** What the clients know about the server: the ids in its answers, and the addresses that are valid now. */
export class World implements Vocabulary {
  /** The code of the current event. */
  code = '';
  stageToken = '';
  preflightToken = '';
  /** A model whose file can be downloaded. */
  modelId = '';
  private readonly ids = new Map<string, string[]>();
  private readonly spared = new Set<string>();
  private readonly sparedNames = new Set<string>();

  /** An id that no client learns, so that nobody removes what the run itself needs. */
  spare(id: string): void {
    this.spared.add(id);
    for (const [noun, list] of this.ids)
      this.ids.set(
        noun,
        list.filter((known) => known !== id),
      );
  }

  /** The same for a member with this name: others may learn the id before it is known to the run itself. */
  spareNamed(name: string): void {
    this.sparedNames.add(name);
  }

  /** Remembers the ids in an answer. @param noun what the answer is about, such as `book` */
  learn(value: unknown, noun: string): void {
    let left = MAX_PARTS;
    const visit = (part: unknown, about: string): void => {
      if (left-- <= 0 || this.isSpared(part)) return;
      if (Array.isArray(part)) for (const item of part) visit(item, about);
      else if (typeof part === 'object' && part !== null)
        for (const [key, inner] of Object.entries(part)) {
          if (typeof inner !== 'string') visit(inner, nounOf(key) ?? about);
          else if (key === 'id') this.add(about, inner);
          else if (key === 'code') this.add('code', inner);
          else if (key.endsWith('Id')) this.add(key.slice(0, -2), inner);
        }
      else if (typeof part === 'string') this.add(about, part);
    };
    visit(value, noun);
  }

  known(field: string, dice: Dice): string | undefined {
    if (dice.chance(0.1)) return undefined;
    if (field === 'code') return this.pick('code', dice) ?? this.code;
    if (field === 'after') return dice.chance(0.5) ? this.code : this.pick('cast', dice);
    return this.pick(NOUNS[field] ?? field.replace(/Ids?$/, ''), dice);
  }

  private isSpared(part: unknown): boolean {
    const { name } = (part ?? {}) as { readonly name?: unknown };
    return typeof name === 'string' && this.sparedNames.has(name);
  }

  private pick(noun: string, dice: Dice): string | undefined {
    const list = this.ids.get(noun);
    return list === undefined || list.length === 0 ? undefined : dice.pick(list);
  }

  private add(noun: string, id: string): void {
    if (this.spared.has(id) || !(noun === 'code' ? CODE : ID).test(id)) return;
    const list = this.ids.get(noun) ?? [];
    if (list.includes(id)) return;
    this.ids.set(noun, [...list.slice(1 - KEPT), id]);
  }
}

/** What the values under a key are about; undefined if it is the same as around it. */
function nounOf(key: string): string | undefined {
  if (key === 'list' || key === 'removed' || key === 'added') return undefined;
  return key.replace(/(Id)?s?$/, '');
}
