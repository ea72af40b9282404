import { z } from 'zod';
import type { Message, ServerEvent } from '../definition/define-message.js';
import * as messages from '../messages/index.js';
import { failures } from '../vocabulary/failures.js';
import * as limits from '../vocabulary/limits.js';

/** The part of JSON Schema that zod generates for the messages. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The generated part of SPEC.md as markdown: handshakes, messages and events of each namespace, failures, limits. */
export function messageTables(): string {
  return [
    '### Handshakes',
    table(['Namespace', '`auth`'], Object.entries(messages.handshakes).map(([role, schema]) => [`\`/${role}\``, code(shapeOf(schema))])), // prettier-ignore
    ...section('wand', messages.wandMessages, messages.wandEvents),
    ...section('stage', messages.stageMessages, messages.stageEvents),
    ...section('console', messages.consoleMessages, messages.consoleEvents),
    ...section('preflight', messages.preflightMessages, messages.preflightEvents),
    '### Failures',
    '`mayRetry`: the same request can succeed later without a change by the user.',
    table(
      ['Code', '`mayRetry`', 'Message'],
      Object.entries(failures).map(([name, { mayRetry, message }]) => [code(name), mayRetry ? 'yes' : 'no', message]),
    ),
    '### Limits',
    table(
      ['Name', 'Value'],
      sorted(limits).map(([name, value]) => [code(name), value.toLocaleString('en')]),
    ),
  ].join('\n\n');
}

function section(
  role: string,
  client: Readonly<Record<string, Message>>,
  server: Readonly<Record<string, ServerEvent<unknown>>>,
): string[] {
  const sent = sorted(client).map(([, message]) => [
    code(message.name),
    ...(role === 'console' ? [message.role] : []),
    code(shapeOf(message.schema)),
    message.answer === null ? 'none' : code(message.answer.label),
    message.about,
  ]);
  const received = sorted(server).map(([name, { value, about }]) => [code(name), code(value.label), about]);
  return [
    `### Client messages of \`/${role}\``,
    table(['Message', ...(role === 'console' ? ['Role'] : []), 'Body', 'Answer', 'Meaning'], sent),
    `### Server messages of \`/${role}\``,
    table(['Message', 'Body', 'Meaning'], received),
  ];
}

/** Sorts by name, because bundlers and test runners list a module's exports in different orders. */
function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text}\``;

function shapeOf(schema: z.ZodType): string {
  return typeText(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}

/** A schema in TypeScript notation. */
function typeText(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return [...new Set(options.map(typeText))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(typeText).join(', ')}]`;
  if (schema.type === 'array') return listOf(typeText(schema.items ?? {}));
  if (schema.type === 'object') return objectOf(schema);
  if (schema.format === 'uuid') return 'uuid';
  return [schema.type ?? 'bytes'].flat().join(' | ');
}

const listOf = (item: string): string => (item.includes(' | ') ? `(${item})[]` : `${item}[]`);

function objectOf({ properties = {}, required = [] }: JsonSchema): string {
  const fields = Object.entries(properties).map(
    ([name, property]) => `${name}${required.includes(name) ? '' : '?'}: ${typeText(property)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
