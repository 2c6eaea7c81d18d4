import type { StateCode } from "@parley/base";

/** A State as the code list names it. */
export interface StateEntry {
  readonly code: StateCode;
  /** English short name as the OSCE writes it. */
  readonly name: string;
  readonly capital: string;
  /** IANA time zone of the capital, for showing local times; nothing is decided by it (ACT-5). */
  readonly timeZone: string;
}

function entries(
  rows: readonly (readonly [string, string, string, string])[],
): readonly StateEntry[] {
  return rows.map(([code, name, capital, timeZone]) => ({
    code: code as StateCode,
    name,
    capital,
    timeZone,
  }));
}

/**
 * The 57 participating States. Names: navigation list of https://www.osce.org/secretariat/567034; codes: ISO 3166-1;
 * time zones: IANA tzdata; capitals: general knowledge.
 */
export const PARTICIPATING_STATES: readonly StateEntry[] = entries([
  ["AL", "Albania", "Tirana", "Europe/Tirane"],
  ["AD", "Andorra", "Andorra la Vella", "Europe/Andorra"],
  ["AM", "Armenia", "Yerevan", "Asia/Yerevan"],
  ["AT", "Austria", "Vienna", "Europe/Vienna"],
  ["AZ", "Azerbaijan", "Baku", "Asia/Baku"],
  ["BY", "Belarus", "Minsk", "Europe/Minsk"],
  ["BE", "Belgium", "Brussels", "Europe/Brussels"],
  ["BA", "Bosnia and Herzegovina", "Sarajevo", "Europe/Sarajevo"],
  ["BG", "Bulgaria", "Sofia", "Europe/Sofia"],
  ["CA", "Canada", "Ottawa", "America/Toronto"],
  ["HR", "Croatia", "Zagreb", "Europe/Zagreb"],
  ["CY", "Cyprus", "Nicosia", "Asia/Nicosia"],
  ["CZ", "Czechia", "Prague", "Europe/Prague"],
  ["DK", "Denmark", "Copenhagen", "Europe/Copenhagen"],
  ["EE", "Estonia", "Tallinn", "Europe/Tallinn"],
  ["FI", "Finland", "Helsinki", "Europe/Helsinki"],
  ["FR", "France", "Paris", "Europe/Paris"],
  ["GE", "Georgia", "Tbilisi", "Asia/Tbilisi"],
  ["DE", "Germany", "Berlin", "Europe/Berlin"],
  ["GR", "Greece", "Athens", "Europe/Athens"],
  ["VA", "Holy See", "Vatican City", "Europe/Vatican"],
  ["HU", "Hungary", "Budapest", "Europe/Budapest"],
  ["IS", "Iceland", "Reykjavik", "Atlantic/Reykjavik"],
  ["IE", "Ireland", "Dublin", "Europe/Dublin"],
  ["IT", "Italy", "Rome", "Europe/Rome"],
  ["KZ", "Kazakhstan", "Astana", "Asia/Almaty"],
  ["KG", "Kyrgyzstan", "Bishkek", "Asia/Bishkek"],
  ["LV", "Latvia", "Riga", "Europe/Riga"],
  ["LI", "Liechtenstein", "Vaduz", "Europe/Vaduz"],
  ["LT", "Lithuania", "Vilnius", "Europe/Vilnius"],
  ["LU", "Luxembourg", "Luxembourg", "Europe/Luxembourg"],
  ["MT", "Malta", "Valletta", "Europe/Malta"],
  ["MD", "Moldova", "Chisinau", "Europe/Chisinau"],
  ["MC", "Monaco", "Monaco", "Europe/Monaco"],
  ["MN", "Mongolia", "Ulaanbaatar", "Asia/Ulaanbaatar"],
  ["ME", "Montenegro", "Podgorica", "Europe/Podgorica"],
  ["NL", "Netherlands", "Amsterdam (government: The Hague)", "Europe/Amsterdam"],
  ["MK", "North Macedonia", "Skopje", "Europe/Skopje"],
  ["NO", "Norway", "Oslo", "Europe/Oslo"],
  ["PL", "Poland", "Warsaw", "Europe/Warsaw"],
  ["PT", "Portugal", "Lisbon", "Europe/Lisbon"],
  ["RO", "Romania", "Bucharest", "Europe/Bucharest"],
  ["RU", "Russian Federation", "Moscow", "Europe/Moscow"],
  ["SM", "San Marino", "San Marino", "Europe/San_Marino"],
  ["RS", "Serbia", "Belgrade", "Europe/Belgrade"],
  ["SK", "Slovakia", "Bratislava", "Europe/Bratislava"],
  ["SI", "Slovenia", "Ljubljana", "Europe/Ljubljana"],
  ["ES", "Spain", "Madrid", "Europe/Madrid"],
  ["SE", "Sweden", "Stockholm", "Europe/Stockholm"],
  ["CH", "Switzerland", "Bern", "Europe/Zurich"],
  ["TJ", "Tajikistan", "Dushanbe", "Asia/Dushanbe"],
  ["TR", "Türkiye", "Ankara", "Europe/Istanbul"],
  ["TM", "Turkmenistan", "Ashgabat", "Asia/Ashgabat"],
  ["UA", "Ukraine", "Kyiv", "Europe/Kyiv"],
  ["GB", "United Kingdom", "London", "Europe/London"],
  ["US", "United States of America", "Washington, D.C.", "America/New_York"],
  ["UZ", "Uzbekistan", "Tashkent", "Asia/Tashkent"],
]);

/**
 * The 26 exercise States: user-assigned ISO 3166 codes XA to XZ, ICAO spelling alphabet. They have no capital; each
 * borrows a time zone. Valid only under an exercise trust root, where every opening act has mode exercise.
 */
export const EXERCISE_STATES: readonly StateEntry[] = entries([
  ["XA", "Alfa", "", "Europe/Vienna"],
  ["XB", "Bravo", "", "Europe/Helsinki"],
  ["XC", "Charlie", "", "Europe/Istanbul"],
  ["XD", "Delta", "", "Europe/Rome"],
  ["XE", "Echo", "", "America/Toronto"],
  ["XF", "Foxtrot", "", "Asia/Tashkent"],
  ["XG", "Golf", "", "Europe/London"],
  ["XH", "Hotel", "", "Europe/Lisbon"],
  ["XI", "India", "", "Asia/Almaty"],
  ["XJ", "Juliett", "", "Europe/Warsaw"],
  ["XK", "Kilo", "", "Europe/Athens"],
  ["XL", "Lima", "", "Asia/Ulaanbaatar"],
  ["XM", "Mike", "", "Europe/Dublin"],
  ["XN", "November", "", "Europe/Stockholm"],
  ["XO", "Oscar", "", "Europe/Madrid"],
  ["XP", "Papa", "", "Asia/Tbilisi"],
  ["XQ", "Quebec", "", "Europe/Brussels"],
  ["XR", "Romeo", "", "Europe/Belgrade"],
  ["XS", "Sierra", "", "Asia/Yerevan"],
  ["XT", "Tango", "", "Europe/Berlin"],
  ["XU", "Uniform", "", "America/New_York"],
  ["XV", "Victor", "", "Atlantic/Reykjavik"],
  ["XW", "Whiskey", "", "Asia/Bishkek"],
  ["XX", "X-ray", "", "Europe/Chisinau"],
  ["XY", "Yankee", "", "Europe/Paris"],
  ["XZ", "Zulu", "", "Asia/Baku"],
]);

const BY_CODE: ReadonlyMap<string, StateEntry> = new Map(
  [...PARTICIPATING_STATES, ...EXERCISE_STATES].map((one) => [one.code, one]),
);

/** Null for a code outside both lists. */
export function stateByCode(code: string): StateEntry | null {
  return BY_CODE.get(code) ?? null;
}

/** Whether the code is one of `EXERCISE_STATES`. */
export function isExerciseState(code: string): boolean {
  return /^X[A-Z]$/.test(code);
}
