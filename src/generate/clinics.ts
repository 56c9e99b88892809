/** One synthetic site; the counties are real, the sites and their figures are not. */
export interface Clinic {
  /** Its number, the leading digits of its clinicians' ids. */
  readonly number: number;
  readonly name: string;
  readonly county: string;
  readonly region: string;
  /** How many enrollees are at home here, as a share of all the weights. */
  readonly weight: number;
  /** Points of a hundred by which more (or fewer) lost appointments are replaced here. */
  readonly ease: number;
  /** Waits here in percent of the usual. */
  readonly pace: number;
}

const ROWS = [
  ["Oakland Clinic 1", "Alameda", "East Bay", 9, -14, 125],
  ["Oakland Clinic 2", "Alameda", "East Bay", 7, 4, 95],
  ["Fremont Clinic", "Alameda", "East Bay", 5, 8, 90],
  ["Union City Clinic", "Alameda", "East Bay", 3, -4, 105],
  ["Richmond Clinic", "Contra Costa", "East Bay", 4, -19, 140],
  ["Walnut Creek Clinic", "Contra Costa", "East Bay", 6, 16, 75],
  ["Antioch Clinic", "Contra Costa", "East Bay", 4, -9, 115],
  ["San Francisco Clinic 1", "San Francisco", "Peninsula", 8, 6, 90],
  ["San Francisco Clinic 2", "San Francisco", "Peninsula", 5, -3, 100],
  ["Daly City Clinic", "San Mateo", "Peninsula", 3, 0, 100],
  ["Redwood City Clinic", "San Mateo", "Peninsula", 4, 14, 80],
  ["San Jose Clinic 1", "Santa Clara", "South Bay", 7, 2, 95],
  ["San Jose Clinic 2", "Santa Clara", "South Bay", 5, -11, 120],
  ["Santa Clara Clinic", "Santa Clara", "South Bay", 6, 10, 85],
  ["San Rafael Clinic", "Marin", "North Bay", 4, 19, 70],
  ["Santa Rosa Clinic", "Sonoma", "North Bay", 5, -2, 105],
  ["Vallejo Clinic", "Solano", "North Bay", 4, -16, 130],
  ["Vacaville Clinic", "Solano", "North Bay", 3, -6, 110],
  ["Sacramento Clinic 1", "Sacramento", "Sacramento Valley", 8, -8, 115],
  ["Sacramento Clinic 2", "Sacramento", "Sacramento Valley", 6, 5, 95],
  ["Roseville Clinic", "Placer", "Sacramento Valley", 6, 12, 80],
  ["Davis Clinic", "Yolo", "Sacramento Valley", 2, 9, 90],
  ["Stockton Clinic", "San Joaquin", "Central Valley", 4, -21, 145],
  ["Modesto Clinic", "Stanislaus", "Central Valley", 4, -12, 125],
  ["Fresno Clinic", "Fresno", "Central Valley", 6, -24, 150],
] as const;

/** The synthetic sites: some do well and some badly, so that a breakdown by facility is worth reading. */
export const CLINICS: readonly Clinic[] = ROWS.map(([name, county, region, weight, ease, pace], index) => ({
  number: index + 1,
  name,
  county,
  region,
  weight,
  ease,
  pace,
}));
