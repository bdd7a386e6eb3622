/** A phone that had no contact for too long, or whose time with the community has ended, in English. */
import type { ended as source } from "../zh-Hans/ended";

export const ended: typeof source = {
  hidden: {
    homes: "Seven days without reaching the community: homes are put away for now. They come back as soon as you are connected.",
    others: "Thirty days without reaching the community: what others wrote is put away for now. You can still report; everything comes back as soon as you are connected.",
  },
  ended: {
    revokedTitle: "This phone was stopped", revoked: "The community has stopped this phone. Everything kept on it has been cleared.",
    lapsedTitle: "Too long without a network: cleared", lapsed: "This phone has not reached the community for more than ninety days. To protect everybody, what was kept on it was cleared; the community has it all.",
    sealed: "{n} of your things had not been sent. They are not lost: they are sealed in files that only the community’s computer can open. Please save them and hand them over.",
    saveOne: "Save file {n} of {of}", nothingLost: "Everything you wrote had been sent; nothing is lost.", handedOver: "They have the file", understood: "All right",
    dismissAsk: "Please ask the community first: has the file arrived? Once put away, it is not on this phone any more.", dismissNothing: "Put this notice away?", dismiss: "Put away",
    again: "To go on using this phone, ask the office for another code.",
  },
};
