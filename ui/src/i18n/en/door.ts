/** Joining and signing in, in English. */
import type { door as source } from "../zh-Hans/door";

export const door: typeof source = {
  enrol: {
    welcome: "Welcome to Jinshui Patrol", help: "The first time, ask the community office for a code of 12 digits.",
    helpConsole: "Please enter a code of 12 digits. It works once.", server: "The community’s address", serverHint: "The office tells you", code: "Code of 12 digits",
    codeHint: "Spaces do not matter", submit: "Join", submitConsole: "Enter", working: "Connecting…", waiting: "Please wait until the office agrees",
    waitingHelp: "Ring the community office and read out the four characters below. When they match, somebody there taps “Agree”.", check: "Check code",
    waitingOn: "This page opens by itself then; there is nothing to tap.", second: "The 6 digits told by telephone",
    secondHint: "The code on paper needs this one too. Please ring the office.", needSecond: "The office tells you 6 digits by telephone",
    ended: "The office did not agree, or it took too long. Please ask there, and for a new code.", needCode: "The code has 12 digits; you wrote {n}",
    needServer: "The community’s address is missing",
  },
  enrolFailure: {
    wrong_code: "The code is wrong, used or out of date. Please check it once more, or ask the office for another.",
    code_closed: "Too many wrong tries; this code is closed. Please ask the office for a new one.",
    no_connection: "The community could not be reached. Check the network and the address, then tap again. What you wrote is still here.",
    already_enrolled: "This device has joined already. Please close and open the app.", too_busy: "Too many wrong tries. Please tap again in a few minutes.",
    needs_second_code: "This code was printed and needs 6 more digits. Ring the office, write them above and tap again.",
    wrong_second_code: "The 6 digits told by telephone are not right. Please ask once more.",
  },
};
