import type { Clinic } from "./clinics.ts";
import type { Random } from "./random.ts";

/** Clinicians of a site: about 2,000 struck, some 80 to each of 25 sites. The first are its physicians. */
const PHYSICIANS = 14;
const CLINICIANS = 80;

/** Contracted clinicians outside the network. */
const OUTSIDE = 400;

/** Draws one of a site's clinicians. Example: the 12th of site 4 is `P0412`. */
export const providerOf = (random: Random, clinic: Clinic, physician: boolean): string => {
  const place = physician ? random.below(PHYSICIANS) : random.between(PHYSICIANS, CLINICIANS - 1);
  return `P${String(clinic.number * 100 + place).padStart(4, "0")}`;
};

/** Draws a clinician outside the network. */
export const outsideProvider = (random: Random): string => `N${String(random.below(OUTSIDE)).padStart(4, "0")}`;
