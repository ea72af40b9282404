/** Date formats of a language, in the local time zone. Times are ms since 1970. */
export interface LocalizedDates {
  /** "14:02" */
  readonly clock: (at: number) => string;
  /** "Wednesday 25 November 2026" */
  readonly day: (at: number) => string;
  /** "25 Nov, 14:02" */
  readonly short: (at: number) => string;
}

/** @param locale a BCP 47 tag that Intl knows  @param afterWeekday separator between weekday and date */
export function localizedDates(locale: string, afterWeekday: string): LocalizedDates {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return {
    clock: (at) => clock.format(at),
    day: (at) => `${weekday.format(at)}${afterWeekday}${date.format(at)}`,
    short: (at) => short.format(at),
  };
}
