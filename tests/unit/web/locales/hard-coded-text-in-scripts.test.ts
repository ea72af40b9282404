import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'vue/compiler-sfc';

const WEB = join(import.meta.dirname, '../../../../apps/web/src');

/** Pages and shared folders whose texts are in the catalogs. */
const FOLDERS = ['wand', 'stage', 'console', 'preflight', 'summary', 'shared'];

/** Files with texts that are never translated: devices, failures, fonts, paths, queries. */
const UNTRANSLATED = new Set([
  'shared/canvas/strands.ts',
  'shared/capabilities/device-name.ts',
  'shared/capabilities/in-app-browser.ts',
  'shared/connection/http-request.ts',
  'shared/connection/socket-connection.ts',
  'shared/design/groves.ts',
  'shared/design/sigils.ts',
  'shared/design/theme.ts',
]);

/**
 * Whether a text looks like a sentence: it has whitespace and two adjacent letters. SVG paths have no adjacent letters.
 */
const isSentence = (text: string): boolean => /\p{L}{2}/u.test(text) && /\s/.test(text);

/** Whether a text is a canvas font or a transform. */
const isStyleValue = (text: string): boolean => /^((\d{3}|…) (\d+|…)px |translate\()/.test(text);

/** Calls whose arguments users never see: selectors, media queries, error messages. */
const internalCalls =
  /(^|\.)(querySelector(All)?|closest|matches|matchMedia|toFailure|Error|TypeError|warn|setProperty)$/;

/** Properties with CSS values or key names. */
const internalProperties = new Set(['transform', 'keys']);

/** Sentences hard-coded in a script. */
function sentencesIn(script: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile('script.ts', script, ts.ScriptTarget.ESNext, true);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node) && internalProperties.has(node.name.getText())) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && internalCalls.test(node.expression.getText()))
      return;
    if (ts.isStringLiteralLike(node) && isSentence(node.text) && !isStyleValue(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const text = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join('…');
      if (isSentence(text) && !isStyleValue(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The script of a component, or the whole of a TypeScript file. */
function scriptOf(name: string): string {
  const source = readFileSync(join(WEB, name), 'utf8');
  if (!name.endsWith('.vue')) return source;
  const { descriptor } = parse(source);
  return [descriptor.script, descriptor.scriptSetup].map((block) => block?.content ?? '').join('\n');
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(WEB, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
).filter((name) => /\.(vue|ts)$/.test(name) && !UNTRANSLATED.has(name));

describe('scripts of translated pages', () => {
  test.each(files)('%s has no hard-coded sentences', (name) => {
    expect(sentencesIn(scriptOf(name))).toEqual([]);
  });

  test.each([
    [`announce('Back in the room.')`, 'Back in the room.'],
    ['const hint = lost ? `Keep casting, ${name}.` : texts().cast.hint', 'Keep casting, ….'],
    ['note.value = `Kept. ${count} casts`', 'Kept. … casts'],
    [`const titles = { full: 'The room is full' };`, 'The room is full'],
    ['const of = `${done} of ${all}`', '… of …'],
  ])('finds the sentence in %s', (script, text) => {
    expect(sentencesIn(script)).toContain(text);
  });

  test.each([
    `import { texts } from './texts/texts of';`,
    `type Kind = 'a kind' | 'another kind';`,
    `throw new Error('no such chunk');`,
    `document.querySelector('#page .lost')`,
    'const view = `${x} ${y}`',
    'const path = `M${x} ${y}L0 0`',
    'const style = { transform: `rotate(${lean}deg) scaleY(${seen})` };',
    `announce(texts().room.back)`,
    `const name = 'wandcast:light'`,
  ])('finds no sentence in %s', (script) => {
    expect(sentencesIn(script)).toEqual([]);
  });
});
