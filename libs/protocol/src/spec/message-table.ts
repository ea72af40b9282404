import type { Message, ServerEvent } from '../definition/define-message.js';
import * as messages from '../messages/index.js';
import { failures } from '../vocabulary/failures.js';
import * as limits from '../vocabulary/limits.js';
import { constantDocs } from './declarations.js';
import { httpAnswers, httpTable } from './http-routes.js';
import { code, sorted, table } from './markdown.js';
import { shapeOf } from './shape-text.js';
import { typeNames } from './type-definitions.js';

type Messages = Readonly<Record<string, Message>>;
type Events = Readonly<Record<string, ServerEvent<unknown>>>;

const FAILURE_SHAPE = [
  'A failure is `{ code: string, message: string, mayRetry: boolean, detail?: string }`. `message` is English text for',
  'users. If `mayRetry` is true, the same request can succeed later without a change by the user. `detail` is for',
  'developers, such as the field and its value.',
].join('\n');

/** The messages from and to the clients of each namespace. */
const NAMESPACES: readonly (readonly [role: string, client: Messages, server: Events])[] = [
  ['wand', messages.wandMessages, messages.wandEvents],
  ['stage', messages.stageMessages, messages.stageEvents],
  ['console', messages.consoleMessages, messages.consoleEvents],
  ['preflight', messages.preflightMessages, messages.preflightEvents],
];

/** Handshakes, messages and events of each namespace, routes, failures and limits as markdown. */
export function messageTables(sources: readonly string[]): string {
  return [
    '### Handshakes',
    table(
      ['Namespace', '`auth`'],
      Object.entries(messages.handshakes).map(([role, schema]) => [code(`/${role}`), code(shapeOf(schema))]),
    ),
    ...NAMESPACES.flatMap(([role, client, server]) => section(role, client, server)),
    '### HTTP routes',
    httpTable(),
    '### Failures',
    FAILURE_SHAPE,
    table(
      ['Code', '`mayRetry`', 'Message'],
      Object.entries(failures).map(([name, { mayRetry, message }]) => [code(name), mayRetry ? 'yes' : 'no', message]),
    ),
    '### Limits',
    limitsTable(sources),
  ].join('\n\n');
}

/** Names of the types in the tables. */
export function typesInTables(): string[] {
  const labels = NAMESPACES.flatMap(([, client, server]) => [
    ...Object.values(client).flatMap(({ answer }) => answer?.label ?? []),
    ...Object.values(server).map(({ value }) => value.label),
  ]);
  return [...new Set(['Failure', ...[...labels, ...httpAnswers()].flatMap(typeNames)])];
}

function section(role: string, client: Messages, server: Events): string[] {
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

/** @throws Error if a limit has no doc comment */
function limitsTable(sources: readonly string[]): string {
  const docs = constantDocs(sources);
  const rows = sorted(limits).map(([name, value]) => {
    const meaning = docs.get(name) ?? '';
    if (meaning === '') throw new Error(`${name} has no doc comment`);
    return [code(name), value.toLocaleString('en'), meaning];
  });
  return table(['Name', 'Value', 'Meaning'], rows);
}
