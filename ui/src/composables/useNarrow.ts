/** Whether an element has less room than it wants, in widths of the type chosen: larger type is less room, too. */
import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";

/** Whether `element` is narrower than `least` rem; followed as sizes change. Not narrow while nothing is known. */
export function useNarrow(element: Ref<HTMLElement | null>, least: () => number): Ref<boolean> {
  const narrow = ref(false);
  let observer: ResizeObserver | null = null;

  function look(): void {
    const width = element.value?.clientWidth ?? 0;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    narrow.value = width > 0 && rem > 0 && width / rem < least();
  }

  onMounted(() => {
    look();
    if (typeof ResizeObserver === "undefined" || !element.value) return;
    observer = new ResizeObserver(look);
    observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return narrow;
}
