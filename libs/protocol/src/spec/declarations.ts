import ts from 'typescript';

/** An exported interface or type alias. */
export interface TypeDeclaration {
  readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
  readonly file: ts.SourceFile;
}

/** Exported interfaces and type aliases by name. @param sources texts of TypeScript files */
export function typeDeclarations(sources: readonly string[]): ReadonlyMap<string, TypeDeclaration> {
  const all = sources.map(parse).flatMap((file) => file.statements.map((node) => ({ node, file })));
  return new Map(
    all.flatMap(({ node, file }) =>
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && isExported(node)
        ? [[node.name.text, { node, file }] as const]
        : [],
    ),
  );
}

/** Doc comments of exported constants by name, each in one line. @param sources texts of TypeScript files */
export function constantDocs(sources: readonly string[]): ReadonlyMap<string, string> {
  const all = sources.map(parse).flatMap((file) => file.statements.map((node) => ({ node, file })));
  return new Map(
    all.flatMap(({ node, file }) =>
      ts.isVariableStatement(node) && isExported(node)
        ? node.declarationList.declarations.map(({ name }) => [name.getText(file), oneLine(docOf(node, file))] as const)
        : [],
    ),
  );
}

/**
 * Doc comments of the properties of an exported object by name, each in one line.
 * @param sources texts of TypeScript files  @param constant name of the object
 */
export function propertyDocs(sources: readonly string[], constant: string): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  for (const file of sources.map(parse))
    for (const statement of file.statements.filter(ts.isVariableStatement))
      for (const { name, initializer } of statement.declarationList.declarations) {
        const value =
          initializer !== undefined && ts.isAsExpression(initializer) ? initializer.expression : initializer;
        if (name.getText(file) !== constant || value === undefined || !ts.isObjectLiteralExpression(value)) continue;
        for (const property of value.properties)
          if (property.name !== undefined) docs.set(property.name.getText(file), oneLine(docOf(property, file)));
      }
  return docs;
}

/** The doc comment of a declaration as it is written; empty if it has none. */
export function docOf(node: ts.Node, { text }: ts.SourceFile): string {
  const nearest = ts.getLeadingCommentRanges(text, node.getFullStart())?.at(-1);
  const comment = nearest === undefined ? '' : text.slice(nearest.pos, nearest.end);
  return comment.startsWith('/**') ? comment : '';
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('protocol.ts', text, ts.ScriptTarget.Latest);
}

function isExported({ modifiers }: ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.VariableStatement): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function oneLine(comment: string): string {
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replaceAll(/\n\s*\*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
