import { z } from 'zod';
import * as schemas from '../schemas/index.js';

/** The part of JSON Schema that zod generates for the messages. */
interface JsonSchema {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Schemas that SPEC.md defines once, under "Messages", and then names. */
const NAMES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [schemas.castId, 'uuidv7'],
  [schemas.spellId, 'slug'],
  [schemas.eventCode, 'code'],
  [schemas.nickname, 'nickname'],
]);

/** A schema in the notation of SPEC.md. @param io `input`: as sent, defaults may be absent; `output`: as parsed */
export function shapeOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): string {
  const json = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const name = NAMES.get(zodSchema);
      if (name !== undefined) jsonSchema.title = name;
    },
  });
  return typeText(json as JsonSchema);
}

/** The values of an enumeration as a union of literals. */
export function literals(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(' | ');
}

function typeText(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title;
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return [...new Set(options.map(typeText))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return literals(schema.enum);
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(typeText).join(', ')}]`;
  if (schema.type === 'array') return listText(schema);
  if (schema.type === 'object') return objectText(schema);
  if (schema.format === 'uuid') return 'uuid';
  if (schema.type === 'string') return stringText(schema);
  if (schema.type === 'integer' || schema.type === 'number') return numberText(schema.type, schema);
  return [schema.type ?? 'bytes'].flat().join(' | ');
}

function listText({ items = {}, minItems, maxItems }: JsonSchema): string {
  const item = typeText(items);
  return `${item.includes(' | ') ? `(${item})` : item}[${rangeText(minItems, maxItems)}]`;
}

function objectText({ properties = {}, required = [] }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, property]) => {
    if (required.includes(name)) return `${name}: ${typeText(property)}`;
    const ifAbsent = property.default === undefined ? '' : ` = ${JSON.stringify(property.default)}`;
    return `${name}?: ${typeText(property)}${ifAbsent}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function stringText({ minLength, maxLength, pattern }: JsonSchema): string {
  const limits = [rangeText(minLength, maxLength), pattern === undefined ? '' : `/${pattern}/`];
  const stated = limits.filter((limit) => limit !== '').join(', ');
  return stated === '' ? 'string' : `string(${stated})`;
}

function numberText(type: 'integer' | 'number', { minimum, maximum }: JsonSchema): string {
  const range = rangeText(minimum, maximum);
  if (range === '') return type;
  return type === 'integer' ? range : `number(${range})`;
}

/** `1..60`; empty without limits. */
function rangeText(least: number | undefined, most: number | undefined): string {
  const range = `${limitText(least)}..${limitText(most)}`;
  return range === '..' ? '' : range;
}

/** Empty for no limit, and for the limits that zod gives to every integer. */
function limitText(limit: number | undefined): string {
  if (limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER) return '';
  return Math.abs(limit) < 1e15 ? String(limit) : limit.toExponential().replace('+', '');
}
