import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'vue/compiler-sfc';

const WEB = join(import.meta.dirname, '../../../../apps/web/src');

/** Pages and shared folders whose texts are in the catalogs. */
const FOLDERS = ['wand', 'stage', 'console', 'preflight', 'summary', 'shared'];

/** Proper names and unit symbols that are the same in every language. */
const names = new Set(['Wandcast', 's', 'm/s²']);

/** Attributes and component props whose values users read or hear. */
const visibleAttributes = new Set([
  'aria-label',
  'aria-description',
  'placeholder',
  'title',
  'alt',
  'label',
  'text',
  'act',
  'back',
]);

/** Elements whose content is never translated: keys and commands. */
const untranslated = new Set(['kbd', 'code']);

const LETTERS = /\p{L}/u;

/** The parts of the Vue template AST that these tests use. */
interface Node {
  readonly type: number;
  readonly tag?: string;
  readonly name?: string;
  readonly content?: string | Node;
  readonly value?: Node;
  readonly arg?: Node;
  readonly exp?: Node;
  readonly props?: readonly Node[];
  readonly children?: readonly Node[];
}
const TEXT = 2;
const INTERPOLATION = 5;
const ATTRIBUTE = 6;
const DIRECTIVE = 7;

/** Texts hard-coded in a template. */
function hardCodedTexts(node: Node): string[] {
  if (untranslated.has(node.tag ?? '')) return [];
  const own = [textOf(node), ...(node.props ?? []).map(attributeTextOf)].filter(
    (text) => LETTERS.test(text) && !names.has(text.trim()),
  );
  return [...own, ...(node.children ?? []).flatMap(hardCodedTexts)];
}

function textOf({ type, content }: Node): string {
  if (type === TEXT && typeof content === 'string') return content.trim();
  return type === INTERPOLATION && typeof content === 'object' ? stringsIn(content.content) : '';
}

function attributeTextOf({ type, name, value, arg, exp }: Node): string {
  if (type === ATTRIBUTE)
    return visibleAttributes.has(name ?? '') && typeof value?.content === 'string' ? value.content : '';
  const of = typeof arg?.content === 'string' ? arg.content : '';
  return type === DIRECTIVE && name === 'bind' && visibleAttributes.has(of) ? stringsIn(exp?.content) : '';
}

/** String literals of an expression, without those in comparisons. */
function stringsIn(expression: unknown): string {
  if (typeof expression !== 'string') return '';
  const code = expression.replace(/[=!]==? *(['"`]).*?\1/g, '').replace(/\$\{[^}]*\}/g, '');
  return [...code.matchAll(/(['"`])(.*?)\1/g)].map(([, , text = '']) => text).join(' ');
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(WEB, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
).filter((name) => name.endsWith('.vue'));

describe('templates of translated pages', () => {
  test.each(files)('%s has no hard-coded text', (name) => {
    const { descriptor, errors } = parse(readFileSync(join(WEB, name), 'utf8'));
    expect(errors).toEqual([]);
    const ast = descriptor.template?.ast as Node | undefined;
    expect(ast === undefined ? [] : hardCodedTexts(ast)).toEqual([]);
  });

  test.each([
    ['<p>Cast a spell</p>', 'Cast a spell'],
    ['<p><b>Wandcast</b>, a room</p>', ', a room'],
    ['<input placeholder="Name" />', 'Name'],
    ['<button :aria-label="`Copy ${name}`" />', 'Copy '],
    ['<p>{{ open ? "Open" : texts().shut }}</p>', 'Open'],
    ['<SomePage title="Hello" />', 'Hello'],
  ])('finds the text in %s', (template, text) => {
    const { descriptor } = parse(`<template>${template}</template>`);
    expect(hardCodedTexts(descriptor.template?.ast as unknown as Node)).toContain(text);
  });

  test.each([
    '<p>Wandcast</p>',
    '<button>{{ texts().shell.undo }} <kbd>Esc</kbd></button>',
    '<p :class="{ loud }">{{ texts().room.lost }} {{ count }} · 3</p>',
    '<button :aria-label="texts().room.dismiss" class="Big" />',
    `<p v-if="kind === 'Some'">{{ kind === 'a b' ? texts().a : texts().b }}</p>`,
  ])('finds no text in %s', (template) => {
    const { descriptor } = parse(`<template>${template}</template>`);
    expect(hardCodedTexts(descriptor.template?.ast as unknown as Node)).toEqual([]);
  });
});
