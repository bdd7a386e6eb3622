/** A day as a date field has it (“2026-11-22”), as the moments between which it lies. */

/** From its first moment to the next day's, by the clock of this device; nothing where no day was chosen. */
export function dayBounds(day: string): { since?: number; until?: number } {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return {};
  return { since: new Date(year, month - 1, date).getTime(), until: new Date(year, month - 1, date + 1).getTime() };
}
