import type {
  Answer,
  BookSpells,
  FromConsole,
  Spell,
  SpellDirection,
  SpellHue,
  SpellId,
  SpellsImported,
} from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';
import { withSpell, withSpells, withoutSpell, type ClientState, type SpellLists } from './client-state';
import { ANSWER_MS, SLOW_ANSWER_MS, type ApplyAnswer, type RequestWithin } from './request';

/** Edits the spells of one spellbook. */
export interface SpellRequests {
  readonly create: (spell: { name: string; hue: SpellHue; glyph: string | null }) => Promise<Answer<Spell>>;
  readonly draw: (spellId: SpellId, glyph: string | null) => Promise<Answer<Spell>>;
  readonly drawSecond: (spellId: SpellId, glyph: string | null) => Promise<Answer<Spell>>;
  readonly remove: (spellId: SpellId) => Promise<Answer<Spell>>;
  readonly restore: (spellId: SpellId) => Promise<Answer<Spell>>;
  readonly rename: (spellId: SpellId, name: string) => Promise<Answer<Spell>>;
  readonly recolor: (spellId: SpellId, hue: SpellHue) => Promise<Answer<Spell>>;
  readonly describe: (spellId: SpellId, hint: string) => Promise<Answer<Spell>>;
  readonly direct: (spellId: SpellId, direction: SpellDirection) => Promise<Answer<Spell>>;
  readonly move: (spellId: SpellId, to: number) => Promise<Answer<readonly Spell[]>>;
  readonly import: (spells: FromConsole<'spells:import'>['spells']) => Promise<Answer<SpellsImported>>;
}

/** The spells of books, whether the room uses them or not. */
export interface BookSpellRequests {
  /** The book that was loaded last. Its edits by this page are applied at once. */
  readonly loaded: Readonly<ShallowRef<BookSpells | undefined>>;
  /** The last book whose spells changed, by anyone; null if it may be any. */
  readonly changed: Readonly<ShallowRef<{ readonly bookId: string | null }>>;
  /** Fills `loaded` unless a later call was answered first. */
  readonly load: (bookId: string) => Promise<Answer<BookSpells>>;
  readonly of: (bookId: string) => SpellRequests;
}

export function bookSpellRequests(
  within: RequestWithin,
  applyAnswer: ApplyAnswer,
  changed: BookSpellRequests['changed'],
): BookSpellRequests {
  const loaded = shallowRef<BookSpells>();
  let loads = 0;
  const quick = (): ReturnType<RequestWithin> => within(ANSWER_MS);

  /** Changes the lists of the book that the answer is about, if this page shows it. */
  function applyTo<T>(
    bookId: string,
    answer: Promise<Answer<T>>,
    change: <L extends SpellLists>(lists: L, value: T) => L,
  ): Promise<Answer<T>> {
    return applyAnswer(answer, (state: ClientState, value) => {
      if (loaded.value?.bookId === bookId) loaded.value = change(loaded.value, value);
      return state.books.current === bookId ? change(state, value) : state;
    });
  }
  return {
    ...{ loaded, changed },
    load: async (bookId) => {
      const load = ++loads;
      const answer = await within(SLOW_ANSWER_MS).emitWithAck('book:show', { bookId });
      if (answer.ok && load === loads) loaded.value = answer.value;
      return answer;
    },
    of: (bookId) => ({
      create: (spell) => applyTo(bookId, quick().emitWithAck('spell:create', { bookId, ...spell }), withSpell),
      draw: (spellId, glyph) =>
        applyTo(bookId, quick().emitWithAck('spell:draw', { bookId, spellId, glyph }), withSpell),
      drawSecond: (spellId, glyph) =>
        applyTo(bookId, quick().emitWithAck('spell:draw-second', { bookId, spellId, glyph }), withSpell),
      remove: (spellId) => applyTo(bookId, quick().emitWithAck('spell:remove', { bookId, spellId }), withoutSpell),
      restore: (spellId) => applyTo(bookId, quick().emitWithAck('spell:restore', { bookId, spellId }), withSpell),
      rename: (spellId, name) =>
        applyTo(bookId, quick().emitWithAck('spell:rename', { bookId, spellId, name }), withSpell),
      recolor: (spellId, hue) =>
        applyTo(bookId, quick().emitWithAck('spell:recolor', { bookId, spellId, hue }), withSpell),
      describe: (spellId, hint) =>
        applyTo(bookId, quick().emitWithAck('spell:describe', { bookId, spellId, hint }), withSpell),
      direct: (spellId, direction) =>
        applyTo(bookId, quick().emitWithAck('spell:direction', { bookId, spellId, direction }), withSpell),
      move: (spellId, to) => applyTo(bookId, quick().emitWithAck('spell:move', { bookId, spellId, to }), withSpells),
      import: (spells) => within(SLOW_ANSWER_MS).emitWithAck('spells:import', { bookId, spells }),
    }),
  };
}
