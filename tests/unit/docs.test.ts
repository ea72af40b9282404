import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => path.join('docs', name));
const pages = ['README.md', 'libs/protocol/SPEC.md', 'libs/recognition/README.md', ...docs];
const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe.each(pages)('%s', (page) => {
  test('names only files and folders that exist', () => {
    const named = [...read(page).matchAll(/`((?:apps|libs|tests|docs|scripts|deploy|prisma)\/[\w./-]+)`/g)];
    const missing = named.map(([, file = '']) => file).filter((file) => !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
  });

  test('links only to files that exist', () => {
    const links = [...read(page).matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map(([, target = '']) => target);
    const missing = links.filter((target) => !existsSync(path.resolve(root, path.dirname(page), target)));
    expect(missing).toEqual([]);
  });

  test('names only commands that exist', () => {
    const named = [...read(page).matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('the documentation stays short', () => {
  test('the README has at most 700 words', () => {
    expect(
      read('README.md')
        .replaceAll(/<[^>]*>/g, '')
        .split(/\s+/).length,
    ).toBeLessThanOrEqual(700);
  });

  test('the glossary has at most 40 lines', () => {
    expect(read('docs/glossary.md').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  test.each(docs.filter((page) => /decisions\/.+\//.test(page)))('%s has at most 15 lines', (page) => {
    expect(read(page).trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  });
});
