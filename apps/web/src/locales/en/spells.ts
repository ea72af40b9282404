/** The spells that ship with the product, by id. A test compares them with the starter spellbook. */
export const spells = {
  ember: { name: 'Ember', hint: 'Up, down, home. Three straight strokes.' },
  tide: { name: 'Tide', hint: 'One long wave, left to right.' },
  gale: { name: 'Gale', hint: 'Start small, spin out.' },
  bloom: { name: 'Bloom', hint: 'Up, round the top, back down.' },
  spark: { name: 'Spark', hint: 'Across, slash, across. Be sharp.' },
  veil: { name: 'Veil', hint: 'One slow arch, like drawing a curtain.' },
};

export type SpellTexts = typeof spells;
