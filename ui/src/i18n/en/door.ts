/** Joining and signing in, in English. */
import type { door as source } from "../zh-Hans/door";

export const door: typeof source = {
  enrol: {
    welcome: "Welcome to Jinshui Patrol", help: "The first time, ask the community office for a code of 12 digits.",
    helpConsole: "Please enter a code of 12 digits. It works once.", server: "The community’s address", serverHint: "The office tells you", code: "Code of 12 digits",
    codeHint: "Spaces do not matter", submit: "Join", submitConsole: "Enter", working: "Connecting…", needCode: "The code has 12 digits; you wrote {n}",
    needServer: "The community’s address is missing",
  },
  enrolFailure: {
    wrong_code: "The code is wrong, used or out of date. Please check it once more, or ask the office for another.",
    code_closed: "Too many wrong tries; this code is closed. Please ask the office for a new one.",
    no_connection: "The community could not be reached. Check the network and the address, then tap again. What you wrote is still here.",
    already_enrolled: "This device has joined already. Please close and open the app.", too_busy: "Busy now; please tap again in a minute.",
  },
};
