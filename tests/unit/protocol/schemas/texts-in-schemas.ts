import type { z } from 'zod';

/** Each contains a NUL, half a character or a character that turns the direction of other text. */
export const FORBIDDEN_TEXTS = ['a\0b', 'a\ud800b', '\udc00ab', 'ab\u202e', 'Abcd\0efgh1', 'ab\u2066'];

export type TextSchema = readonly [path: string, schema: z.core.$ZodType];

/** Every schema of a text in a schema. Texts with a transformation are tested as a whole. */
export function textsIn(path: string, schema: z.core.$ZodType): TextSchema[] {
  const { def } = schema._zod as unknown as { def: Readonly<Record<string, unknown>> };
  const inside = (name: string): TextSchema[] => textsIn(path, def[name] as z.core.$ZodType);
  switch (def['type']) {
    case 'object':
      return Object.entries(def['shape'] as Record<string, z.core.$ZodType>).flatMap(([key, field]) =>
        textsIn(`${path}.${key}`, field),
      );
    case 'array':
      return inside('element');
    case 'union':
      return (def['options'] as z.core.$ZodType[]).flatMap((option) => textsIn(path, option));
    case 'nullable':
    case 'optional':
    case 'default':
      return inside('innerType');
    case 'string':
    case 'pipe':
      return [[path, schema]];
    default:
      return []; // numbers, booleans, enumerations, bytes
  }
}
