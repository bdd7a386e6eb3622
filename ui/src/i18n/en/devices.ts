/** People at the door and their devices, in English. */
import type { devices as source } from "../zh-Hans/devices";

export const devices: typeof source = {
  devices: {
    title: "People and devices", titleOwn: "My devices", waiting: "Waiting for your answer", nobody: "Nobody waits now.", asks: "Asked to join with a device ({device}), {when}",
    compare: "Ask {name} in person: tap “Agree” only if their phone shows the same four characters.", agree: "Agree", refuse: "Refuse",
    invite: "Invite somebody", inviteWho: "Find by name", inviteThis: "Invite this person", inviteOf: "Invite {name}", how: "Is the person here?", make: "Make a code",
    kind: { live: "Here with me", printed: "Print and take away" },
    kindHelp: {
      live: "They scan it with their phone or type the 12 digits. It works once and for 10 minutes.",
      printed: "Printed and taken away, it works for three days. They ring you when they use it, and you read out 6 more digits.",
    },
    qr: "QR code to join with", orType: "If it cannot be scanned, type these 12 digits", until: "Good until {when}",
    secondHelp: "Never write these 6 digits on the paper. Read them out when the person rings and you know the voice.", print: "Print",
    then: "Once they have entered it, go back to “Waiting for your answer”, compare, and tap “Agree”.", printed: "Printed codes not used yet",
    printedHelp: "When the person rings, read out these 6 digits. Tell nobody else.", begins: "The code begins with {digits}", all: "Devices", none: "No devices yet.",
    named: "{device} · number …{id}", seen: "Last here {when}", neverSeen: "Never here yet", good: "Good offline until {when}", endedAt: "Ended {when}", own: "This one",
    isEnded: "Ended", lapsed: "Not seen for too long", twice: "Two devices use this identity", end: "End", endOf: "End a device of {name}",
    endHelp: "An ended device can neither read nor send any more; it takes a few seconds. End a device when a phone is lost, changes hands, or its person leaves. It cannot be undone: invite the person again.",
    endThis: "End this one", endAll: "End all {n} of this person", ended: "Ended",
  },
};
