import { localizedGrammar } from '../../shared/format/localized-grammar';

/** Plurals, ordinals and lists. */
export const grammar = localizedGrammar('en-GB');
