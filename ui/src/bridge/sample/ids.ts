/** The ids of the sample's records, from a number. */

/** A patrol's id. */
export const patrolId = (number: number): string => `01932f00-0000-7000-9000-${String(number).padStart(12, "0")}`;

/** A checklist's id. */
export const checklistId = (number: number): string => `01932f00-0000-7000-a000-${String(number).padStart(12, "0")}`;
