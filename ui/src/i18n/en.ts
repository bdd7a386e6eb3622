/** Every word people read, in English. */
import type { Words } from "./zh-Hans";

export const en: Words = {
  app: { name: "Jinshui Patrol", loading: "Opening…", reload: "Try again", update: "Please update the app" },
  tab: { label: "Main pages", home: "Home", records: "My records", me: "Me" },
  rail: {
    label: "Desk", todo: "To do", reports: "Reports", community: "Community", outbox: "Not sent", returned: "Returned", me: "Me", report: "Report a hazard",
  },
  common: {
    back: "Back", close: "Close", cancel: "Not now", more: "Show more", change: "Change", save: "Save", empty: "Empty",
    madeUp: "Sample", unknownPerson: "Somebody", joined: "{a} {b}", quote: "“{text}”",
  },
  greet: {
    early: "Good morning, {name}", morning: "Good morning, {name}", noon: "Good day, {name}", afternoon: "Good afternoon, {name}",
    evening: "Good evening, {name}", nobody: "Hello",
  },
  date: {
    today: "Today {time}", yesterday: "Yesterday {time}", day: "{day}/{month}", dayTime: "{day}/{month}, {time}", year: "{day}/{month}/{year}",
    todayDate: "Today, {day}/{month}",
  },
  place: { building: "Building {name}", unit: "Unit {name}", both: "{building}, {unit}", unknown: "No place given", wholeBuilding: "No unit" },
  category: {
    fire_lane: "Fire lane blocked", abandoned_bike: "Abandoned bike", stairwell_clutter: "Cluttered stairwell", wire_charging: "Unsafe charging",
    litter: "Litter", spoilt_green: "Spoilt green", basement_living: "Lived-in basement", suspicious: "Suspicious", other: "Something else",
    unknown: "A new kind",
  },
  severity: { normal: "Normal", urgent: "Urgent", danger: "Danger", unknown: "A new level" },
  status: {
    reported: "Reported", accepted: "Accepted", assigned: "Assigned", assignedTo: "Assigned to {name}", working: "Being handled",
    verifying: "To be checked", closed: "Closed", unknown: "A new step",
  },
  delivery: { unsent: "Not sent yet", refused: "Came back" },
  assignee: { property: "property company", unknown: "somebody else" },
  role: {
    volunteer: "Volunteer", building_head: "Building head", grid_assistant: "Grid assistant", grid_worker: "Grid worker", police: "Community police",
    office: "Community office", property: "Property company", resident: "Residents’ representative", unknown: "Another post",
  },
  group: {
    patrol: "Patrol group", information: "Information group", service: "Volunteer service group", policy: "Policy talks group",
    mediation: "Mediation group", unknown: "Another group",
  },
  node: { community: "Community", party_grid: "Party grid", security_grid: "Security grid", post_area: "Building and unit", unknown: "Other" },
  act: {
    accept: "Accept", assign: "Assign…", start: "Start work", finish: "It is fixed", close: "Close", reopen: "Not fixed, report again",
    unknown: "A new step",
  },
  ask: {
    accept: "Accept this report?", assign: "Assign to whom?", start: "Start work now?", finish: "Is it fixed?", close: "Checked, and ready to close?",
    reopen: "Not fixed: report it again?", unknown: "Take this step?", note: "A few words (optional)", noteReopen: "What is not fixed (optional)",
  },
  did: {
    accept: "accepted it", assign: "assigned it to {name}", start: "started work", finish: "says it is fixed; please check", close: "closed it",
    reopen: "says it is not fixed and reported it again", unknown: "took a step", report: "reported it", comment: "says",
  },
  writing: {
    report: "A report", edit: "Changes", comment: "A comment", photo: "A photo added", act: "A step", upload: "A photo", unknown: "A note",
  },
  sending: {
    waiting: "Not sent yet; goes by itself once there is a network ({n})", sending: "Sending {now}/{all}", all_sent: "All sent",
    all_sent_at: "All sent · {when}", no_network: "No network. Keep writing, nothing is lost",
    waiting_long: "{n} could not be sent for {days}; please connect once", refused: "{n} came back; tap to see why",
    starting: "Connecting to the community; the first time takes a while", received: "The community has received {n} of yours",
    received_at: "The community has received {n} of yours · {when}", clock_off: "This device’s clock is off; please set it",
    days1: "a day", days2: "two days", daysN: "{n} days",
  },
  home: {
    report: "Report a hazard", reportHint: "One photo, a few words, done", yours: "What you reported", all: "See all",
    empty: "Nothing reported yet. When you see a hazard, tap the big button above.", withPhotos: "{n} photo | {n} photos",
    notLost: "Safe without a network",
  },
  report: {
    title: "Report a hazard", photo: "Take a photo", photoMore: "Another photo", photoHint: "Or leave it out", what: "What is wrong", where: "Where",
    whereHint: "Tap here if this is wrong", wherePick: "Tap here to choose", words: "A few words (optional)",
    wordsHint: "For example: the car has been here two days", severity: "How urgent", submit: "Send report", saving: "Saving…",
    pickCategory: "One thing missing: tap what is wrong", remove: "Remove this one", restored: "What you had not finished is still here", restart: "Start afresh",
    photoNumber: "Photo {n}", leaveSafe: "Your words are kept; photos have to be taken again",
  },
  photoProblem: {
    tooBig: "This photo is over 30 MB; please choose another", notPicture: "This is not a picture; please choose another", tooMany: "At most 9 photos",
    unreadable: "This photo cannot be opened; please choose another",
  },
  saved: { title: "Saved", done: "It is saved and safe.", again: "Report another", home: "Back to home" },
  pick: {
    title: "Where", own: "Your grid", others: "Other buildings", showOthers: "Show other buildings", unit: "{building}: which unit", free: "Or write it yourself",
    freeHint: "For example: north gate", useFree: "Use this", backToBuildings: "Choose the building again",
  },
  hazard: {
    title: "This report", where: "Where", who: "Reported by", when: "When", severity: "How urgent", words: "Words", noWords: "No words", photos: "Photos",
    steps: "Where it stands", story: "What happened", grid: "Grid", you: "You", assigned: "Assigned to", edit: "Change", addPhoto: "Add a photo",
    arrived: "arrived {when}", unsentStep: "not sent yet", clockOff: "That device’s clock was off when it was reported", received: "Received",
    photoComing: "Photo on its way", photoLabel: "See large: photo {n}",
    unreadable: "A newer version wrote this one; this device cannot read it yet. Nothing is lost.",
    unreadableTodo: "Please update the app; then you can see it.", merged: "{name} changed this one too; both are in it", photoSaved: "Photo saved",
    actSaved: "Saved: {act}", editSaved: "Changed", choiceSaved: "Chosen", done: "done", now: "now", later: "not yet", stepsLabel: "{step}: {state}",
    changes: "Every change", changedFields: "Changed: {fields}", changesNone: "No other changes",
  },
  field: {
    category: "what is wrong", severity: "how urgent", place: "place", building: "building", unit: "unit", point: "position", status: "where it stands",
    assignee: "assigned to", words: "words", comments: "comments", photos: "photos", steps: "steps", unknown: "something else",
  },
  clash: {
    title: "{name} changed this one too. Both are kept: which is right?", titleNobody: "There are two of these. Both are kept: which is right?", use: "Use this one",
    by: "{name} · {when}", chip: "Two, please choose", point: "Point on the map",
  },
  comment: { label: "Say something", hint: "For example: I just passed, the car is gone", send: "Say it", sending: "Saving…", saved: "Saved", empty: "Write something first" },
  assign: {
    property: "Property company", person: "People of this grid", find: "Find by name", all: "Everybody", none: "Nobody found",
    pick: "Choose one first",
  },
  edit: { title: "Change", nothing: "You have not changed anything yet" },
  records: { title: "My records", search: "Search", searchHint: "Building, kind, words", empty: "Nothing found", found: "{n} record | {n} records" },
  outbox: {
    title: "Not sent and returned", waiting: "Not sent yet ({n})", waitingNone: "Nothing is waiting", refused: "Came back ({n})", sendNow: "Send now",
    sendingNow: "Sending…", again: "Report again", dismiss: "I see", wrote: "What you wrote", why: "Why",
    kept: "It goes by itself once there is a network; switching off loses nothing", moreWaiting: "{n} more not listed", againSaved: "Saved once more",
    dismissed: "Put away; the community keeps it",
  },
  refusal: {
    not_allowed: "You cannot do this now; somebody may have done it already", no_right: "Your grid no longer looks after this one",
    late: "By then it had gone to another grid", duplicate: "Somebody had done this step already", too_large: "It is too long; please make two of it",
    too_many_photos: "Too many photos; at most 9", bad_form: "The community’s computer cannot read it; please report it again",
    clock_off: "This device’s clock is off; please set it first", unknown: "The community did not take this one; please ask the office",
  },
  me: {
    title: "Me", device: "This device", deviceName: "Number {id}", textSize: "Text size",
    language: "Language", theme: "Day and night", signOut: "Sign out", signOutAsk: "Sign out? What is not sent is kept.", community: "Community and buildings",
    outbox: "Not sent and returned", party: "Party member",
    signOutWait: "{n} not sent yet. Better send first, then sign out.",
  },
  languageName: { zhHans: "中文", en: "English" },
  textSize: { normal: "Normal", large: "Large", huge: "Extra large" },
  theme: { auto: "Automatic", day: "Day", night: "Night" },
  community: {
    title: "Community", tree: "Grids and buildings", people: "Find people by name", peopleHint: "Name", none: "Nobody found",
    found: "{n} person found | {n} people found", moreFound: "{n} people found, the first {shown} shown", roles: "How many people",
    closed: "Closed", noPeople: "Nobody here yet", rolesCount: "{role}: {n}", children: "{n}",
  },
  desk: {
    todo: "To do", reports: "Reports", total: "{n} report | {n} reports", all: "All", open: "Not closed", clashed: "Two, please choose", filters: "Only", category: "Kind",
    anyCategory: "All kinds", grid: "Grid", anyGrid: "All grids", search: "Search", searchHint: "Building, person, words", pick: "Choose a report on the left",
    empty: "Nothing to do; all done", emptyReports: "Nothing found", keys: "Arrow keys move, Enter opens", list: "List",
    comments: "{n} comment | {n} comments", backToList: "Back to the list",
  },
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
  failure: {
    bad_request: "This app is too old or too new; please update and try again.", bad_field: "Something is not quite right; please check and tap again.",
    not_found: "This one was not found; you may no longer see it here.", not_allowed: "You cannot do this now; somebody may have done it already.",
    needs_update: "A newer version wrote this; please update the app.", too_large: "It is too long; please make two of it.",
    bad_photo: "One photo cannot be opened; please choose another. The rest is still here.", too_many_photos: "At most 9 photos.",
    not_here_yet: "The photo is on its way.", storage_full: "The phone is full. Please delete some photos or videos, then tap again. What you wrote is still here.",
    store_corrupt: "What is kept on this device is damaged. Please show it to the office; do not uninstall.",
    store_too_new: "A newer version wrote what is on this device; please update the app.",
    store_key: "What is kept on this device cannot be opened. Please show it to the office; do not uninstall.",
    store_busy: "The app is open somewhere else; please close that one first.", not_enrolled: "This device has not joined the community yet.",
    already_enrolled: "This device has joined already.", wrong_code: "The code is wrong; please check it.", code_closed: "This code is closed; please ask for a new one.",
    no_connection: "The community could not be reached. What you wrote is still here; tap again once connected",
    not_signed_in: "Please enter once more. What you wrote is still here.", revoked: "The office has stopped this device; please ask them.",
    clock_off: "This device’s clock is off; please set it and try again.", protocol: "The app is too old; please update.",
    too_busy: "The community’s computer is busy; please tap again in a while.", internal: "Something went wrong; it was not saved. What you wrote is still here; please tap again.",
    unknown: "Something went wrong; it was not saved. What you wrote is still here; please tap again.",
  },
};
