/** Formats of numbers with units in a language. */
export interface LocalizedUnits {
  /** A number without a fraction: "60". */
  readonly whole: (value: number) => string;
  /** A duration in a suitable unit: "48 ms", "1.2 s", "5 min", "3 h". */
  readonly time: (ms: number) => string;
}

const UNITS = [
  { unit: 'h', ms: 3_600_000, from: 7_200_000, digits: 0 },
  { unit: 'min', ms: 60_000, from: 120_000, digits: 0 },
  { unit: 's', ms: 1_000, from: 1_000, digits: 1 },
] as const;

/** @param language a BCP 47 tag */
export function localizedUnits(language: string): LocalizedUnits {
  const rounded = (value: number, digits: number): string =>
    value.toLocaleString(language, { maximumFractionDigits: digits });
  return {
    whole: (value) => rounded(value, 0),
    time(ms) {
      const { unit, ms: size, digits } = UNITS.find(({ from }) => ms >= from) ?? { unit: 'ms', ms: 1, digits: 0 };
      return `${rounded(ms / size, digits)}\u00a0${unit}`; // non-breaking space
    },
  };
}
