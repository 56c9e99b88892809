import { noun, whole } from "./numbers.ts";

const FROM = 10_000;
const STEP = 1000;

/**
 * Rounds as the press of 2022 did (interface.md): to the next thousand above with "nearly" if within 0.2 % of it, else
 * to the thousand below with "more than". 111,803 is nearly 112,000; 63,808 is more than 63,000. Figures under 10,000
 * and full thousands stay as they are.
 */
export const pressNumber = (n: number): string => {
  if (n < FROM || n % STEP === 0) return whole(n);
  const below = Math.floor(n / STEP) * STEP;
  const above = below + STEP;
  return (above - n) * 1000 <= above * 2 ? `nearly ${whole(above)}` : `more than ${whole(below)}`;
};

/** Writes the headline in round figures; null where both figures are small enough to be quoted as they are. */
export const pressLine = (appointments: number, enrollees: number): string | null =>
  appointments < FROM && enrollees < FROM
    ? null
    : `${pressNumber(appointments)} ${noun(appointments, "appointment")}; ` +
      `${pressNumber(enrollees)} ${noun(enrollees, "enrollee")}`;
