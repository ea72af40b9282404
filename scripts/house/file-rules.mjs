// Rules for single files: length, constructor parameters, wording.
import ts from 'typescript';

const MAX_LINES = 250;
const MAX_PARAMETERS = 8;

/** @returns one line for each source file of more than 250 lines */
export function longFiles(sources) {
  return sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

/** @returns one line for each constructor with more than 8 parameters */
export function wideConstructors(sources) {
  return sources
    .filter(({ code }) => code.includes('constructor('))
    .flatMap(({ path, code }) => {
      const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest);
      const found = [];
      const visit = (node) => {
        if (ts.isConstructorDeclaration(node) && node.parameters.length > MAX_PARAMETERS)
          found.push(`${path}: ${node.parameters.length} parameters`);
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });
}

/** Unidiomatic phrases. */
const DIALECT = [
  /\bwho(m)?ever\b/i,
  /\bof which\b/i,
  /\bcame to nothing\b/i,
  /\banew\b/i,
  /(^|[.;:)?!*/] +)Where\b(?=[^?]*$)/,
  /[,;] where (there|it|nobody|nothing|no|none|one|that|this) /,
  /@returns .*\bwhere (there|it|nobody|nothing|no|none|one|that|this)\b/,
];
const CHECKED = /\.(ts|vue|mjs|js|md|css|html|sh|yml|py|prisma)$|^deploy\//;
/** This file and its test contain the phrases; applied migrations must not change. */
const EXEMPT = /^scripts\/house\/file-rules\.mjs$|check-house\.test\.ts$|migration\.sql$/;

/** @returns one line for each line of code or prose with such a phrase  @param files `{ path, text }` */
export function dialect(files) {
  return files
    .filter(({ path }) => CHECKED.test(path) && !EXEMPT.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const found = DIALECT.find((phrase) => phrase.test(line));
        return found === undefined ? [] : [`${path}:${index + 1}: ${line.trim()}`];
      }),
    );
}
