/** Statements that a connection keeps prepared: all that a room uses. Lists of every length are statements of their own. */
const MOST_NAMED = 300;
/** Uses before a statement is prepared: planning it is only worth while if it comes again. */
const LEAST_USES = 3;
/** Statements whose uses are counted. */
const MOST_COUNTED = 3_000;

/**
 * Names for the statements that are used most, so that PostgreSQL parses and plans each only once on a connection:
 * that takes it longer than to run them.
 * @returns the name of a statement; empty if it is not to be prepared
 */
export function nameStatements(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined || names.size >= MOST_NAMED) return name ?? '';
    const count = (uses.get(sql) ?? 0) + 1;
    if (count >= LEAST_USES) {
      uses.delete(sql);
      names.set(sql, `s${names.size}`);
      if (names.size >= MOST_NAMED) uses.clear(); // nobody counts any more
    } else {
      if (uses.size >= MOST_COUNTED) uses.clear();
      uses.set(sql, count);
    }
    return names.get(sql) ?? '';
  };
}
