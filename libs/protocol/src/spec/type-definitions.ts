import ts from 'typescript';
import type { z } from 'zod';
import * as schemas from '../schemas/index.js';
import { docOf, typeDeclarations, type TypeDeclaration } from './declarations.js';
import { literals, shapeOf } from './shape-text.js';

const BUILT_IN: ReadonlySet<string> = new Set(['Exclude', 'Omit', 'Pick', 'Readonly', 'Record', 'Uint8Array']);

/** Names of declared types in a type expression such as `Pick<LabeledCast, 'castId'>[]`. */
export function typeNames(expression: string): string[] {
  const names = expression.match(/\b[A-Z]\w*/g) ?? [];
  return names.filter((name) => !BUILT_IN.has(name));
}

/**
 * Definitions of types, and of all types that they refer to, as TypeScript in alphabetical order.
 * @param sources texts of the source files that declare them  @throws Error if one is not declared
 */
export function typeDefinitions(sources: readonly string[], names: readonly string[]): string {
  const declared = typeDeclarations(sources);
  const found = new Map<string, string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || BUILT_IN.has(name)) continue;
    const declaration = declared.get(name);
    if (declaration === undefined) throw new Error(`the type ${name} is not declared in the protocol`);
    found.set(name, definitionText(declaration));
    open.push(...referencesIn(declaration.node));
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join('\n\n');
}

/** Without `export` and `readonly`, which mean nothing on the wire. */
function definitionText({ node, file }: TypeDeclaration): string {
  const derived = ts.isTypeAliasDeclaration(node) ? derivedType(node.type.getText(file)) : undefined;
  const text = derived === undefined ? node.getText(file) : `type ${node.name.text} = ${derived};`;
  const plain = text
    .replace(/^export /, '')
    .replaceAll(/\bReadonly<(.+)>;/g, '$1;')
    .replaceAll('readonly ', '')
    .replaceAll(/\((\[[^()]*\]|\w+\[\])\)\[\]/g, '$1[]');
  const doc = docOf(node, file);
  return doc === '' ? plain : `${doc}\n${plain}`;
}

/** The type of a schema, of the values of a list, or of the keys of a table; undefined for other types. */
function derivedType(text: string): string | undefined {
  const schema = /^z\.output<typeof schemas\.([\w.]+)>$/.exec(text)?.[1];
  if (schema !== undefined) return shapeOf(valueAt(schema) as z.ZodType, 'output');
  const list = /^\(typeof schemas\.([\w.]+)\)\[number\]$/.exec(text)?.[1];
  if (list !== undefined) return literals(valueAt(list) as readonly unknown[]);
  if (text.startsWith('keyof typeof ')) return 'string';
  if (text.includes('typeof ')) throw new Error(`SPEC.md cannot show the type ${text}`);
  return undefined;
}

/** @param path such as `castHead.intent` */
function valueAt(path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], schemas);
}

function referencesIn(declaration: ts.Node): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.push(node.typeName.text);
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression)) names.push(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return names;
}
