/** The forms of a word by CLDR plural category. Absent categories use `other`. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Plurals and lists in a language. */
export interface LocalizedGrammar {
  /** The word form for a count: "cast" or "casts". */
  readonly plural: (count: number, forms: PluralForms) => string;
  /** A count with its word: "1 cast", "1,204 casts". */
  readonly counted: (count: number, forms: PluralForms) => string;
  /** "Ash, Birch and Yew". */
  readonly list: (items: readonly string[]) => string;
}

/** @param locale a BCP 47 tag that Intl knows */
export function localizedGrammar(locale: string): LocalizedGrammar {
  const cardinal = new Intl.PluralRules(locale);
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = new Intl.NumberFormat(locale);
  const plural = (count: number, forms: PluralForms): string => forms[cardinal.select(count)] ?? forms.other;
  return {
    plural,
    counted: (count, forms) => `${number.format(count)} ${plural(count, forms)}`,
    list: (items) => conjunction.format(items),
  };
}
