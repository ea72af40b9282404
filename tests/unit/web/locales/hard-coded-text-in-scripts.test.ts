import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'vue/compiler-sfc';

const WEB = join(import.meta.dirname, '../../../../apps/web/src');

/** Pages and shared folders whose texts are in the catalogs. */
const FOLDERS = ['wand', 'stage', 'console', 'preflight', 'summary', 'shared'];

/** Files with texts that no page translates: devices, failures, fonts, paths, queries; formats that only the console uses. */
const NOT_FOR_READERS = new Set([
  'shared/canvas/strands.ts',
  'shared/capabilities/device-name.ts',
  'shared/capabilities/in-app-browser.ts',
  'shared/connection/http-request.ts',
  'shared/connection/socket-connection.ts',
  'shared/design/groves.ts',
  'shared/design/sigils.ts',
  'shared/design/theme.ts',
  'shared/format/date-time-text.ts',
  'shared/format/percent-text.ts',
]);

/** A sentence, or a part of one: what has a space, and letters beside each other, which the path of a picture has not. */
const isSentence = (text: string): boolean => /\p{L}{2}/u.test(text) && /\s/.test(text);

/** Fonts and transforms of canvases and SVGs. */
const isStyleValue = (text: string): boolean => /^(\d{3} \d+px |translate\()/.test(text);

/** Calls whose texts a browser reads, or a developer: selectors, queries of media, complaints. */
const unread = /(^|\.)(querySelector(All)?|closest|matches|matchMedia|toFailure|Error|TypeError|warn|setProperty)$/;

/** Properties that a style sheet reads, and names of keys. */
const styles = new Set(['transform', 'keys']);

/** Sentences written in a script, rather than in a catalog. */
function sentencesIn(script: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile('script.ts', script, ts.ScriptTarget.ESNext, true);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node) && styles.has(node.name.getText())) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && unread.test(node.expression.getText())) return;
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

/** The script of a component, or the whole of a file that is one. */
function scriptOf(name: string): string {
  const source = readFileSync(join(WEB, name), 'utf8');
  if (!name.endsWith('.vue')) return source;
  const { descriptor } = parse(source);
  return [descriptor.script, descriptor.scriptSetup].map((block) => block?.content ?? '').join('\n');
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(WEB, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
).filter((name) => /\.(vue|ts)$/.test(name) && !NOT_FOR_READERS.has(name));

describe('scripts of translated pages', () => {
  test.each(files)('%s has its sentences in the catalogs', (name) => {
    expect(sentencesIn(scriptOf(name))).toEqual([]);
  });

  test.each([
    [`announce('Back in the room.')`, 'Back in the room.'],
    ['const hint = lost ? `Keep casting, ${name}.` : texts().cast.hint', 'Keep casting, ….'],
    ['note.value = `Kept. ${count} casts`', 'Kept. … casts'],
    [`const titles = { full: 'The room is full' };`, 'The room is full'],
    ['const of = `${done} of ${all}`', '… of …'],
  ])('%s would be noticed', (script, text) => {
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
  ])('%s has none', (script) => {
    expect(sentencesIn(script)).toEqual([]);
  });
});
