// Rules for folders: no import cycles, imports in one direction, few entries.
import { IMPORT_ORDER, rankOf } from './import-order.mjs';

const MAX_ENTRIES = 20;

/** @returns one line for each folder with more than 20 entries */
export function crowdedFolders(paths) {
  const entries = new Map();
  for (const path of paths) {
    const parts = path.split('/');
    parts.forEach((part, depth) => {
      const folder = parts.slice(0, depth).join('/') || '.';
      if (!entries.has(folder)) entries.set(folder, new Set());
      entries.get(folder).add(part);
    });
  }
  return [...entries]
    .filter(([folder, { size }]) => size > MAX_ENTRIES && !folder.endsWith('prisma/migrations'))
    .map(([folder, { size }]) => `${folder}: ${size} entries`);
}

/** @returns one line for each import of a later sibling, and for each sibling missing from the order */
export function upwardImports(imports) {
  const unnamed = new Set();
  const upward = imports.flatMap(({ from, to }) => {
    const { parent, importer, imported } = siblings(from, to);
    if (!(parent in IMPORT_ORDER) || importer === imported) return [];
    const ranks = [importer, imported].map((folder) => rankOf(parent, folder));
    for (const [index, folder] of [importer, imported].entries())
      if (ranks[index] === undefined && folder !== '.') unnamed.add(`${parent}/${folder} has no place in the order`);
    return ranks[0] <= ranks[1] ? [`${from} -> ${to}`] : [];
  });
  return [...unnamed, ...upward];
}

/**
 * @returns one entry for each cycle among sibling folders at any level; a folder's own files count as its subfolder "."
 */
export function folderCycles(imports) {
  const graphs = new Map();
  for (const { from, to } of imports) {
    const { parent, importer, imported } = siblings(from, to);
    if (importer === imported) continue;
    if (!graphs.has(parent)) graphs.set(parent, new Map());
    const graph = graphs.get(parent);
    for (const folder of [importer, imported]) if (!graph.has(folder)) graph.set(folder, new Map());
    const edges = graph.get(importer);
    edges.set(imported, [...(edges.get(imported) ?? []), `${from} -> ${to}`]);
  }
  return [...graphs].flatMap(([parent, graph]) => cyclesOf(graph).map((cycle) => describeCycle(parent, graph, cycle)));
}

/** The deepest folder that contains both files, and the subfolder of each. */
function siblings(from, to) {
  const [a, b] = [from.split('/'), to.split('/')];
  let depth = 0;
  while (depth < a.length - 1 && depth < b.length - 1 && a[depth] === b[depth]) depth++;
  const folderAt = (parts) => (depth < parts.length - 1 ? parts[depth] : '.');
  return { parent: a.slice(0, depth).join('/') || '.', importer: folderAt(a), imported: folderAt(b) };
}

/** Strongly connected components of more than one folder. */
function cyclesOf(graph) {
  const reachable = new Map([...graph.keys()].map((folder) => [folder, reachableFrom(graph, folder)]));
  const visited = new Set();
  return [...graph.keys()].flatMap((folder) => {
    if (visited.has(folder)) return [];
    const cycle = [...reachable.get(folder)].filter((other) => reachable.get(other).has(folder));
    for (const member of cycle) visited.add(member);
    return cycle.length > 1 ? [cycle.sort()] : [];
  });
}

function reachableFrom(graph, start) {
  const found = new Set();
  const open = [start];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop())
    for (const next of graph.get(folder).keys())
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}

/** Describes the edges of a cycle, fewest imports first: these are the easiest to remove. */
function describeCycle(parent, graph, cycle) {
  const edges = cycle
    .flatMap((from) => cycle.map((to) => ({ from, to, imports: graph.get(from).get(to) ?? [] })))
    .filter(({ imports }) => imports.length > 0)
    .sort((a, b) => a.imports.length - b.imports.length)
    .map(({ from, to, imports }) => `    ${from} -> ${to}, ${imports.length} as in ${imports[0]}`);
  return [`${parent}: ${cycle.join(', ')}`, ...edges].join('\n');
}
