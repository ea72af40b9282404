import type { Book, ConsoleState, ModelSummary, ModelsUpdate, Spell, SpellId, TrainingEnd } from '@wandcast/protocol';

/** The server's state and the last training result that this page received. */
export interface ClientState extends ConsoleState {
  readonly lastTrainingEnd: TrainingEnd | null;
}

/** The state after a welcome. Keeps the last training result within an event, because a welcome does not repeat it. */
export function afterWelcome(welcome: ConsoleState, before: ClientState | undefined): ClientState {
  const isSame = before?.event.code === welcome.event.code;
  return { ...welcome, lastTrainingEnd: isSame ? before.lastTrainingEnd : null };
}

/** The state after a training ended. The next training may have been announced before this message. */
export function afterTraining(state: ClientState, end: TrainingEnd): ClientState {
  return { ...state, lastTrainingEnd: end, training: state.training?.id === end.id ? null : state.training };
}

/** The state after models were added, changed or taken off the list. */
export function withModels(state: ClientState, { changed, gone }: ModelsUpdate): ClientState {
  const replaced = new Set([...gone, ...changed.map(({ id }) => id)]);
  const models = [...changed, ...state.models.filter(({ id }) => !replaced.has(id))];
  return { ...state, models: models.sort((a, b) => b.version - a.version) };
}

/** The spells of a book, and those removed from it. */
export type SpellLists = Pick<ConsoleState, 'spells' | 'removed'>;

/** Adds, updates or restores a spell. */
export function withSpell<L extends SpellLists>(state: L, spell: Spell): L {
  const known = state.spells.some(({ id }) => id === spell.id);
  return {
    ...state,
    spells: known ? state.spells.map((one) => (one.id === spell.id ? spell : one)) : [...state.spells, spell],
    removed: state.removed.filter(({ id }) => id !== spell.id),
  };
}

/** Removes a spell; it becomes the first of the removed ones. */
export function withoutSpell<L extends SpellLists>(state: L, spell: Spell): L {
  return {
    ...state,
    spells: state.spells.filter(({ id }) => id !== spell.id),
    removed: [spell, ...state.removed.filter(({ id }) => id !== spell.id)],
  };
}

/** Replaces the spells of the book. */
export function withSpells<L extends SpellLists>(state: L, spells: readonly Spell[]): L {
  return { ...state, spells };
}

/** Adds or updates a spellbook. */
export function withBook(state: ClientState, book: Book): ClientState {
  const { current, list } = state.books;
  const known = list.some(({ id }) => id === book.id);
  return {
    ...state,
    books: { current, list: known ? list.map((one) => (one.id === book.id ? book : one)) : [...list, book] },
  };
}

/** Removes a deleted spellbook. */
export function withoutBook(state: ClientState, bookId: string): ClientState {
  return { ...state, books: { ...state.books, list: state.books.list.filter(({ id }) => id !== bookId) } };
}

/** Updates a model in the list, and the threshold of the active model if it is that one. */
export function withModel(state: ClientState, model: ModelSummary): ClientState {
  return {
    ...state,
    models: state.models.map((one) => (one.id === model.id ? model : one)),
    model: state.model?.id === model.id ? { ...state.model, threshold: model.threshold } : state.model,
  };
}

/** Summary of the active model; undefined if none is active or its summary has not arrived. */
export function activeModelOf({ model, models }: Pick<ClientState, 'model' | 'models'>): ModelSummary | undefined {
  return models.find(({ id }) => id === model?.id);
}

/** The version that the next training gets. */
export function nextVersion({
  model,
  models,
  damagedModels,
}: Pick<ClientState, 'model' | 'models' | 'damagedModels'>): number {
  return 1 + Math.max(0, model?.version ?? 0, ...[...models, ...damagedModels].map(({ version }) => version));
}

/** A spell by id, in the book or removed from it. */
export function spellOf({ spells, removed }: SpellLists, id: SpellId): Spell | undefined {
  return spells.find((one) => one.id === id) ?? removed.find((one) => one.id === id);
}
