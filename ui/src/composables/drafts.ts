/** Where what was not saved yet is kept in this browser, and how all of it goes when somebody signs out. */

/** The new report of a hazard. */
export const KEPT_REPORT = "jinshui.report.";
/** Every other form. */
export const KEPT_FORMS = "jinshui.form.";

/** Forgets every draft in this browser. */
export function forgetDrafts(): void {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(KEPT_REPORT) || key.startsWith(KEPT_FORMS))
    .forEach((key) => localStorage.removeItem(key));
}
