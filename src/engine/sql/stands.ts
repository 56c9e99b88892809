/** Status at as-of of an appointment that was not canceled, and is no proposal, wait-list place or error. */
export const STANDS = "('booked', 'arrived', 'fulfilled', 'noshow')";
