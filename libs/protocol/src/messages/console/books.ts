import { z } from 'zod';
import type { Book, BookSpells, Books } from '../../domain/spellbooks.js';
import { text } from '../../schemas/text.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const bookId = z.uuid();
const name = text({ min: 1, max: 40 });

export const bookCreate = defineMessage({
  name: 'book:create',
  schema: z.strictObject({ name, from: bookId.nullable() }),
  answer: wireType<Book>('Book'),
  role: 'moderator',
  about: 'Creates a spellbook, blank or as a copy.',
});

export const bookShow = defineMessage({
  name: 'book:show',
  schema: z.strictObject({ bookId }),
  answer: wireType<BookSpells>('BookSpells'),
  role: 'viewer',
  about: 'The spells of any spellbook.',
});

export const bookRename = defineMessage({
  name: 'book:rename',
  schema: z.strictObject({ bookId, name }),
  answer: wireType<Book>('Book'),
  role: 'moderator',
  about: 'Renames a spellbook.',
});

export const bookArchive = defineMessage({
  name: 'book:archive',
  schema: z.strictObject({ bookId }),
  answer: wireType<Book>('Book'),
  role: 'moderator',
  about: 'Archives a spellbook with all its spells.',
});

export const bookRestore = defineMessage({
  name: 'book:restore',
  schema: z.strictObject({ bookId }),
  answer: wireType<Book>('Book'),
  role: 'moderator',
  about: 'Restores an archived spellbook.',
});

export const bookDelete = defineMessage({
  name: 'book:delete',
  schema: z.strictObject({ bookId }),
  answer: wireType<null>('null'),
  role: 'moderator',
  about: 'Deletes an archived spellbook for good, unless evenings or casts refer to it.',
});

export const bookOpen = defineMessage({
  name: 'book:open',
  schema: z.strictObject({ bookId }),
  answer: wireType<Books>('Books'),
  role: 'moderator',
  about: 'Selects the spellbook that the event uses.',
});
