import type { Book, ConsoleState, ModelSummary, Spell, SpellId, TrainingEnd } from '@wandcast/protocol';

/** What the console knows of the room: the server's state, and how the last training ended that it saw end. */
export interface DeskState extends ConsoleState {
  readonly lastEnd: TrainingEnd | null;
}

/** The state a welcome makes. How the last training ended is not told again, so it is kept, but not for another event. */
export function welcomed(welcome: ConsoleState, before: DeskState | undefined): DeskState {
  const isSame = before?.event.code === welcome.event.code;
  return { ...welcome, lastEnd: isSame ? before.lastEnd : null };
}

/** A training ended. What runs next is told by itself, and may have been told before this. */
export function afterEnd(state: DeskState, end: TrainingEnd): DeskState {
  return { ...state, lastEnd: end, training: state.training?.id === end.id ? null : state.training };
}

/** A spell is in the book: new, with another glyph, or put back. */
export function withSpell(state: DeskState, spell: Spell): DeskState {
  const known = state.spells.some(({ id }) => id === spell.id);
  return {
    ...state,
    spells: known ? state.spells.map((one) => (one.id === spell.id ? spell : one)) : [...state.spells, spell],
    removed: state.removed.filter(({ id }) => id !== spell.id),
  };
}

/** A spell is out of the book, and first among those that can be put back. */
export function withoutSpell(state: DeskState, spell: Spell): DeskState {
  return {
    ...state,
    spells: state.spells.filter(({ id }) => id !== spell.id),
    removed: [spell, ...state.removed.filter(({ id }) => id !== spell.id)],
  };
}

/** The book has its spells in this order, and as they are now. */
export function withSpells(state: DeskState, spells: readonly Spell[]): DeskState {
  return { ...state, spells };
}

/** A spellbook is there: new, renamed, put away or back. */
export function withBook(state: DeskState, book: Book): DeskState {
  const { current, list } = state.books;
  const known = list.some(({ id }) => id === book.id);
  return {
    ...state,
    books: { current, list: known ? list.map((one) => (one.id === book.id ? book : one)) : [...list, book] },
  };
}

/** A model has other figures, as after a change of its threshold; the one that is awake answers by them at once. */
export function withModel(state: DeskState, model: ModelSummary): DeskState {
  return {
    ...state,
    models: state.models.map((one) => (one.id === model.id ? model : one)),
    model: state.model?.id === model.id ? { ...state.model, threshold: model.threshold } : state.model,
  };
}

/** The model that is awake with its figures; undefined where none is, or its figures have not come yet. */
export function awakeOf({ model, models }: Pick<DeskState, 'model' | 'models'>): ModelSummary | undefined {
  return models.find(({ id }) => id === model?.id);
}

/** The version a training that starts now would get. */
export function nextVersion({ model, models }: Pick<DeskState, 'model' | 'models'>): number {
  return 1 + Math.max(0, model?.version ?? 0, ...models.map(({ version }) => version));
}

/** A spell by its id, of the book or of those taken out of it. */
export function spellOf({ spells, removed }: Pick<DeskState, 'spells' | 'removed'>, id: SpellId): Spell | undefined {
  return spells.find((one) => one.id === id) ?? removed.find((one) => one.id === id);
}
