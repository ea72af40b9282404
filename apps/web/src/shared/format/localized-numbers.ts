/** Words used with numbers. */
export interface NumberTexts {
  readonly over: string;
  readonly under: string;
  readonly percent: string;
  readonly today: string;
}

/** Number formats of a language. Times are ms since 1970, shares and probabilities 0..1. */
export interface LocalizedNumbers {
  readonly count: (count: number) => string;
  /** With at most one decimal: "116.6". */
  readonly average: (value: number) => string;
  /** With as many decimals as it has, at most three: "0.25". */
  readonly exact: (value: number) => string;
  readonly percent: (share: number) => string;
  /** A model's confidence: "93%". Below certainty "over 99%" instead of "100%". */
  readonly chance: (probability: number) => string;
  /** The same for screen readers: "93 percent". */
  readonly spokenChance: (probability: number) => string;
  /** Seconds of a duration in ms: "1.8". */
  readonly seconds: (durationMs: number) => string;
  /** A past time: "today 14:02", "24 Nov 14:02". */
  readonly when: (at: number, now: number) => string;
}

/** @param locale a BCP 47 tag that Intl knows */
export function localizedNumbers(locale: string, words: NumberTexts): LocalizedNumbers {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const average = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const share = new Intl.NumberFormat(locale, { style: 'percent' });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });

  function confidence(probability: number, write: (share: number) => string): string {
    if (probability > 0.99 && probability < 1) return `${words.over} ${write(0.99)}`;
    if (probability > 0 && probability < 0.01) return `${words.under} ${write(0.01)}`;
    return write(probability);
  }
  return {
    count: (count) => whole.format(count),
    average: (value) => average.format(value),
    exact: (value) => exact.format(value),
    percent: (part) => share.format(part),
    chance: (probability) => confidence(probability, (part) => share.format(part)),
    spokenChance: (probability) =>
      confidence(probability, (part) => `${whole.format(Math.round(100 * part))} ${words.percent}`),
    seconds: (durationMs) => tenths.format(durationMs / 1_000),
    when(at, now) {
      const isToday = new Date(at).toDateString() === new Date(now).toDateString();
      return `${isToday ? words.today : day.format(at)} ${time.format(at)}`;
    },
  };
}
