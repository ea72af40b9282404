/** Errors of a database that says that it stops or starts, for every node: nobody can take a room. */
export const IS_DOWN = new Set(['57P01', '57P02', '57P03']);

/** Nothing listens there: down for every node, if no other one hears it. */
export const IS_REFUSED = new Set(['ECONNREFUSED', 'ENOENT']);
