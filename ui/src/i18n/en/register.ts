/** The desk's homes, the office's workbook and finding anything, in English. */
import type { register as source } from "../zh-Hans/register";

export const register: typeof source = {
  homesDesk: {
    anyBuilding: "Building", anyUnit: "Any unit", anyTenancy: "Any use", anyCare: "Any care", find: "Find by building", never: "Never", comma: ", ", opened: "The home opened",
  },
  homesChip: { all: "All", due: "Time to visit", clashed: "Two values", unsent: "Not sent yet", mistaken: "Listed by mistake" },
  homesColumn: { home: "Home", tenancy: "Use", people: "People", visited: "Last met", tags: "To note" },
  tables: { title: "Tables", in: "Import homes", out: "Export" },
  importing: {
    intro: "Bring the office’s table of homes. You see first what it would change; nothing is written before you say so.", choose: "Choose the table of homes", chooseHint: "One .xlsx file, up to 20 MB",
    tooLarge: "This file is larger than 20 MB. Please split it and bring the parts one by one.", reading: "Reading the table…", applying: "Writing it down; you may do something else meanwhile…", rows: "{n} rows in all",
    apply: "Write down the {n} usable rows", nothing: "Nothing to write: what is usable is here already.", refusedStay: "{n} rows cannot be used yet. Mend the table and bring it again; nothing is written twice.", done: "Written down: {n} rows",
    again: "Another table", refused: "What cannot be used ({n})", refusedDone: "What was not written ({n})", refusedHint: "Please mend it in your table and bring it again.", refusedNone: "All of it can be used", columnLetter: "Column {letter}",
    lines: "What will be written ({n} rows)", linesNone: "Nothing to write", linesMore: "{n} more rows are not listed", at: "{sheet}, row {row}", noName: "the home", sets: "{field}: {after}", changes: "{field}: {before} → {after}",
    sheets: "How each sheet was read", read: "Read", left: "Left alone", header: "the headings are in row {n}", sheetRows: "{n} rows", passedOver: "{n} rows passed over (sums, repeated headings, notes)", understood: "Understood:", ignored: "Not used:",
    neverStored: "Never stored:",
  },
  importNumber: { added: "New", changed: "Changed", unchanged: "The same", duplicate: "Repeated", refused: "Not usable" },
  refusedColumn: { sheet: "Sheet", row: "Row", column: "Column", value: "It says", why: "Why", todo: "What to do" },
  linesColumn: { at: "Where", home: "Home", name: "Who", does: "New or changed", sets: "What" },
  importWhy: {
    bad_phone: "It is no phone number", bad_date: "It is no date", error_cell: "The formula has an error", no_place: "No building is named", no_room: "No room is named", unknown_place: "There is no such building or unit", unknown_word: "The word is not known",
    too_long: "It is too long", id_number: "It holds an identity number, which is never stored", contradicts: "An earlier row says otherwise about this person", not_allowed: "This is not yours to write", two_values: "Two values stand here; none is chosen yet",
    unknown: "It was not understood",
  },
  importDo: {
    bad_phone: "11 digits for a mobile, area code for a landline", bad_date: "The year is enough: 1951", error_cell: "Put text or a number in its place", no_place: "Add the building", no_room: "Add the room", unknown_place: "Check building and unit",
    unknown_word: "Use a common word, such as: child, tenant", too_long: "Make it shorter", id_number: "Take the identity number out", contradicts: "Keep the row that is right", not_allowed: "Ask whoever looks after it", two_values: "Open this home and choose first",
    unknown: "Look at the cell, or ask the office",
  },
  sheetState: {
    read: "It was read", hidden: "It is hidden, so it was left alone", empty: "It is empty", header_only: "It has headings and nothing below", no_header: "No known headings were found", unknown: "It was left alone",
  },
  registerKind: { hazard: "Hazards", patrol: "Patrols", home: "Homes", unknown: "Something else" },
  registerFormat: { xlsx: "As a workbook", csv: "For other programs", json: "For programmers", unknown: "In another form" },
  exporting: {
    intro: "The file holds everything you may see.", careful: "It holds names and phones: keep it safe, send it to no group.", done: "Saved: {name}, {n} rows. Look among your downloads.", window: "If it is not among your downloads, open the desk in a browser and save it there.",
  },
  find: {
    title: "Find", titleFor: "Find “{words}”", hint: "Name", start: "Write a building, a name, or what happened.", none: "Nothing found. Try other words.", hazards: "Reports", patrols: "Patrols", homes: "Homes", people: "People",
  },
};
