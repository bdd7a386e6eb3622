/** Every failure, with what to do, in English. */
import type { failure as source } from "../zh-Hans/failure";

export const failure: typeof source = {
  failure: {
    bad_request: "This app is too old or too new; please update and try again.", bad_field: "Something is not quite right; please check and tap again.",
    not_found: "This one was not found; you may no longer see it here.", not_allowed: "You cannot do this now; somebody may have done it already.",
    needs_update: "A newer version wrote this; please update the app.", too_large: "It is too long; please make two of it.",
    bad_photo: "One photo cannot be opened; please choose another. The rest is still here.", too_many_photos: "At most 9 photos.",
    not_here_yet: "The photo is on its way.", storage_full: "The phone is full. Please delete some photos or videos, then tap again. What you wrote is still here.",
    old_format: "This workbook is of an older format. Please save it as .xlsx and choose it again.",
    locked_workbook: "This workbook opens only with a password. Please take the password off and choose it again.",
    all_hidden: "Every sheet of this workbook is hidden. Please show them and choose it again.",
    workbook_too_large: "This workbook is too large; please make several files of it.", not_a_workbook: "This file is not a workbook; please choose an .xlsx file.", empty_workbook: "There is nothing in this workbook; please choose another.",
    header_only: "This workbook has a header and no rows; please choose another.",
    no_header: "No header was found. It must be in the first ten rows; please check the file.",
    store_corrupt: "What is kept on this device is damaged. Please show it to the office; do not uninstall.",
    store_too_new: "A newer version wrote what is on this device; please update the app.",
    store_key: "What is kept on this device cannot be opened. Please show it to the office; do not uninstall.",
    store_busy: "The app is open somewhere else; please close that one first.", not_enrolled: "This device has not joined the community yet.",
    already_enrolled: "This device has joined already.", wrong_code: "The code is wrong; please check it.", code_closed: "This code is closed; please ask for a new one.",
    needs_second_code: "The 6 digits told by telephone are needed too.", wrong_second_code: "The 6 digits told by telephone are not right.",
    still_waiting: "The office has not agreed yet; please wait a little.", join_refused: "The office did not agree to this device; please ask there.", no_connection: "The community could not be reached. What you wrote is still here; tap again once connected",
    not_signed_in: "Please enter once more. What you wrote is still here.", cloned: "This account is in use on another phone too. What you wrote is still here; please ask the office for a new code.", lapsed: "Too long without reaching the community: this is put away for now. It comes back once you are connected.", revoked: "The office has stopped this device; please ask them.",
    clock_off: "This device’s clock is off; please set it and try again.", protocol: "The app is too old; please update.",
    already_settled: "Somebody has seen to this already.", nothing_waits: "Everything was sent; there is nothing to save.", bad_file: "This file is not whole, or was changed on its way; please save it anew.",
    other_hub: "This file belongs to another community and cannot be read here.",
    track_off: "This patrol’s way is not being kept. Choose “keep the way I walk” first.", phone_only: "This stays on the phone; please look at it there.",
    too_busy: "The community’s computer is busy; please tap again in a while.", internal: "Something went wrong; it was not saved. What you wrote is still here; please tap again.",
    unknown: "Something went wrong; it was not saved. What you wrote is still here; please tap again.",
  },
};
