import { localizedGrammar } from '../../shared/format/localized-grammar';

export const grammar = localizedGrammar('de-DE');
