/** One year of a calendar as people read it: `cancellog calendar YEAR`. */
export interface YearSheet {
  readonly calendar: { readonly id: string; readonly title: string; readonly sha256: string };
  readonly year: number;
  readonly businessDays: number;
  readonly holidays: readonly {
    readonly date: string;
    readonly weekday: string;
    readonly name: string;
    readonly law: string;
    /** Worked out from the rule, for a year that no published list at hand covers. */
    readonly extrapolated: boolean;
  }[];
  readonly months: readonly {
    readonly month: string;
    /** Local dates, `YYYY-MM-DD`. */
    readonly businessDays: readonly string[];
  }[];
}
