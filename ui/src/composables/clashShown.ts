/** What a card about two values shows of any record: the fields, and in words what one may choose. */
import type { ClashValue } from "../bridge/generated/ClashValue";

/** One value to choose. */
export interface ShownOption {
  key: string;
  /** The value as people say it. */
  words: string;
  value: ClashValue;
}

/** A field with its values. */
export interface ShownClash {
  field: string;
  /** The field as people say it. */
  words: string;
  /** Whose it is, where a page shows several people. */
  whose?: string;
  /** Whether this member may choose. */
  may: boolean;
  /** Who may, as people say it: read by who may not. */
  who: string;
  options: ShownOption[];
}
