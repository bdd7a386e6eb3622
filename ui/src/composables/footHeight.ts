/** How much of the screen's bottom a page keeps for the thumb, so that what is announced stands above it. */
import type { Directive } from "vue";

const NAME = "--foot";
const observers = new WeakMap<HTMLElement, ResizeObserver>();

/** A foot that scrolls away counts for nothing. */
function tell(foot: HTMLElement): void {
  const stays = getComputedStyle(foot).position === "sticky";
  document.documentElement.style.setProperty(NAME, stays ? `${String(foot.offsetHeight)}px` : "0px");
}

/** `v-foot` on the part of a page that stays at the bottom. */
export const vFoot: Directive<HTMLElement> = {
  mounted(foot) {
    if (!("ResizeObserver" in window)) return;
    const observer = new ResizeObserver(() => tell(foot));
    observer.observe(foot);
    observers.set(foot, observer);
  },
  beforeUnmount(foot) {
    observers.get(foot)?.disconnect();
    document.documentElement.style.removeProperty(NAME);
  },
};
