/** What is looked for at the desk: one box, in the rail or on the page, and one page of what was found. */
import { ref } from "vue";

/** The words; they stay while pages come and go. */
export const deskSearch = ref("");
