import { MAX_NICKNAME, checkLetter } from '@wandcast/protocol';
import { z } from 'zod';
import type { Dice } from './dice.js';

/** Ids and codes that the server knows, by the name of the field. */
export interface Vocabulary {
  /** Undefined if nothing of this name is known. */
  known(field: string, dice: Dice): string | undefined;
}

/** The part of JSON Schema that zod generates for messages. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Refinements, such as "needs a spell, unless it is free", are met by trying again. */
const ATTEMPTS = 12;

const schemas = new WeakMap<z.ZodType, JsonSchema>();

/**
 * A value that a schema accepts, as it is sent. Bytes are three arbitrary ones, which most messages refuse later.
 * @returns the last attempt if a refinement refuses all of them
 */
export function exampleOf(schema: z.ZodType, dice: Dice, vocabulary: Vocabulary): unknown {
  const json = schemas.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  schemas.set(schema, json);
  const make = (): unknown => valueOf(json, '', dice, vocabulary);
  let value = make();
  for (let i = 1; i < ATTEMPTS && !schema.safeParse(value).success; i++) value = make();
  return value;
}

function valueOf(schema: JsonSchema, field: string, dice: Dice, vocabulary: Vocabulary): unknown {
  const inside = (inner: JsonSchema, name = field): unknown => valueOf(inner, name, dice, vocabulary);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return inside(dice.pick(options));
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return dice.pick(schema.enum);
  if (schema.prefixItems !== undefined) return schema.prefixItems.map((item) => inside(item));
  switch (typeof schema.type === 'object' ? dice.pick(schema.type) : schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const present = Object.entries(properties).filter(([name]) => required.includes(name) || dice.chance(0.6));
      return Object.fromEntries(present.map(([name, property]) => [name, inside(property, name)]));
    }
    case 'array': {
      const { minItems = 0, maxItems = Infinity, items = {} } = schema;
      return Array.from({ length: Math.min(maxItems, minItems + dice.below(3)) }, () => inside(items));
    }
    case 'string':
      return vocabulary.known(field, dice) ?? textOf(schema, field, dice);
    case 'integer':
      return wholeOf(schema, dice);
    case 'number':
      return wholeOf(schema, dice) / (dice.chance(0.5) ? 1 : 1.0625);
    case 'boolean':
      return dice.chance(0.5);
    case 'null':
      return null;
    case undefined:
    default:
      return dice.bytes(3);
  }
}

function wholeOf({ minimum = 0, maximum = Infinity }: JsonSchema, dice: Dice): number {
  const low = minimum < 0 ? 0 : minimum;
  return low + dice.below(Math.min(maximum - low, 10) + 1);
}

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

function textOf(
  { format, pattern = '', minLength = 1, maxLength = 20 }: JsonSchema,
  field: string,
  dice: Dice,
): string {
  if (format === 'uuid') return pattern.includes('-7[') ? dice.uuid(7) : dice.uuid();
  if (field === 'code' || pattern.includes('{4,12}')) return newCode(dice);
  const word = Array.from({ length: 8 }, () => dice.pick(LETTERS)).join('');
  if (field === 'nickname' || field === 'name') return word.slice(0, MAX_NICKNAME);
  if (field === 'glyph' || field === 'path') return `M10 10 L${10 + dice.below(80)} 90 L90 ${dice.below(100)}`;
  if (pattern.includes('{43}')) return Buffer.from(dice.bytes(32)).toString('base64url');
  if (pattern.includes('{16,64}')) return word + word + word;
  return word.slice(0, Math.max(minLength, Math.min(maxLength, 8)));
}

/** An event code as servers make them, of no event. */
export function newCode(dice: Dice): string {
  const letters = Array.from({ length: 7 }, () => dice.pick(Array.from('BCDFGHJKMNPQRSTVWXYZ'))).join('');
  return letters + checkLetter(letters);
}
