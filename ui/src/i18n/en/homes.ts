/** Homes, the people who live in them, visits and looks, in English. */
import type { homes as source } from "../zh-Hans/homes";

export const homes: typeof source = {
  homes: {
    title: "My building", titleAll: "Homes", which: "Which stairwell", search: "Find a home", searchHint: "Room", searchHintRoom: "Room",
    count: "One home | {n} homes", found: "Found one home | Found {n} homes", none: "Nothing found. Try other words.", empty: "No home is listed in this stairwell yet. Write them down one by one.",
    due: "Time to visit", dueFirst: "Time to visit ({n})", dueMore: "{n} more", allSeen: "Every home has been visited", floor: "Floor {n}", noFloor: "Other rooms",
    tenancyNone: "Use not noted", people: "One person | {n} people", noPeople: "Nobody listed", andOthers: "{name}, {n} people", neverVisited: "Nobody has visited yet", visited: "Last met: {when}",
    add: "Add a home", room: "Room", roomHint: "Such as 501, or “east”", roomMissing: "Write the room first", tenancy: "How it is lived in", save: "Add this home", added: "The home is added",
    alreadyThere: "This home was listed already; here it is", mistaken: "Listed by mistake", mistakenShow: "Show those listed by mistake", mistakenNone: "None was listed by mistake",
    noAreas: "No building is yours to look after yet",
  },
  house: {
    people: "Who lives here", nobody: "Nobody is noted yet", addPerson: "Add a person", savePerson: "Save", addPhone: "Add a phone", callWhom: "Call {name}: {number}",
    age: "{n} years", since: "here since {date}", until: "left {date}", owner: "Owner", ownerUnnamed: "Name not noted", headsOf: "Building head: {names}", edit: "Change this home", saving: "Saving…",
    gone: "Moved out or noted by mistake ({n})", back: "Still lives here", backWhom: "{name} still lives here", backDone: "Saved: {name} still lives here", notFound: "This home was not found. It may no longer be yours to see.",
    name: "Name", nameMissing: "Write the name first", phone: "Phone", badPhone: "This is no phone number: a mobile has 11 digits, a landline needs its area code.", relation: "Relation to the head", unsaid: "Not said", sex: "Sex", born: "Born",
    movedIn: "Living here since", dateHint: "The year is enough: 1951. 1951-03-08 is fine too", words: "To keep in mind", wordsHint: "Such as: hard of hearing, let it ring",
    twin: "There is a {name} here already. Is this somebody else?", another: "Somebody else: save", makeHead: "Make head of household", headDone: "{name} is head of the household now", movedOut: "Moved out",
    movedOutDone: "Saved: {name} moved out; the phone is hidden", personMistaken: "A mistake: no such person", personMistakenDone: "Saved: there is no {name} here", care: "To be mindful of", head: "Head of household",
    headNone: "Not noted", ownerField: "The owner’s name", ownerHint: "Only if the owner lives elsewhere", ownerPhone: "The owner’s phone", mistaken: "A mistake: no such home", mistakenDone: "Saved: there is no such home",
    isMistaken: "This home was listed by mistake and is off the list", restore: "It is no mistake: put it back", restored: "It is back on the list", said: "What people said", first: "added", sayHint: "Such as: the owner is back at the end of the month",
  },
  visit: {
    open: "Visit", title: "How was it this time?", list: "Visits", line: "{name}: {outcome}", saved: "Saved: {outcome}", note: "What is it about?", noteMaybe: "A few words (optional)", noteHint: "Such as: wants a handrail by the door",
    noteMissing: "Write a few words about it first", save: "Save", other: "No, choose again",
  },
  look: {
    before: "Before a home opens you say why. Building head and office see what you write.", title: "Why do you look?", told: "What you write is kept with this home; its building head and the office see it. You may then look for twelve hours.",
    why: "Choose one, or write it", words: "Why", more: "A few more words (optional)", missing: "Choose one, or write why", open: "Write it down and open", list: "The police looked", line: "{name} looked:",
  },
  lookFor: { case: "About a case", help: "Somebody asked for help", check: "To check facts", other: "Another reason" },
  alike: { title: "This may be listed already", hint: "Open it to see whether it is the same. If not, just go on writing.", gone: "no longer lives there" },
  alikeWhy: { same_room: "same room", same_name: "same name", same_phone: "same phone", unknown: "somewhat alike" },
  tenancy: { owner: "Own home", rented: "Rented out", vacant: "Vacant", business: "Business", unknown: "Another use" },
  care: { elder_alone: "Elder alone", hardship: "Hardship", disabled: "Disabled", child: "Child without parents", unknown: "Something else to mind" },
  relation: { head: "Head", spouse: "Spouse", child: "Child", parent: "Parent", tenant: "Tenant", other: "Other", unknown: "Another relation" },
  sex: { male: "Male", female: "Female", unknown: "Other" },
  residentState: { living: "Lives here", moved_out: "Moved out", mistaken: "Noted by mistake", unknown: "Something else" },
  homeState: { in_use: "Is listed", mistaken: "Listed by mistake", unknown: "Something else" },
  outcome: { met: "All is well", need: "Met, and needs help", no_answer: "Nobody home", refused: "Would rather not say", unknown: "Something else" },
  homeField: {
    tenancy: "how it is lived in", owner: "owner", owner_phone: "owner’s phone", head: "head of household", state: "whether it stands", words: "remarks", room: "room", building: "building", unit: "unit", care: "to be mindful of",
    elder_alone: "elder alone", hardship: "hardship", disabled: "disability", child: "child without parents", name: "name", phone: "phone", relation: "relation to the head", sex: "sex", born: "born",
    moved_in: "living here since", moved_out: "left", moved_to: "where it belongs", visits: "visits", looks: "looks of the police", comments: "comments", unknown: "something else",
  },
  partDate: { year: "{year}", month: "{year}-{month}", day: "{year}-{month}-{day}" },
};
