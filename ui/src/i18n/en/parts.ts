/** The words that the shared parts of every screen bring with them, in English. */
import type { parts as source } from "../zh-Hans/parts";

export const parts: typeof source = {
  step: { next: "Next", back: "Previous", of: "Step {now} of {all}" },
  undo: { undo: "Undo", done: "Taken back" },
  aloud: { read: "Read it to me", stop: "Stop reading" },
  room: {
    building: "Which building", unit: "Which unit", room: "Which home", name: "Room {name}", other: "Another room", typed: "Room number", use: "This home",
    own: "Your buildings", others: "Other buildings", trail: "You chose", noUnits: "No units", none: "No room is listed here yet",
  },
  checkRow: { ok: "All right", problem: "A problem", note: "A few words (optional)" },
  pad: { label: "Digits", erase: "Erase one", clear: "Start again", more: "One more", less: "One less", count: "{label}: {n}" },
  file: { choose: "Choose a file", drop: "Or drop the file here", another: "Another file" },
  table: { open: "Open: {name}" },
  turn: { on: "On", off: "Off" },
};
