/** What a table of the desk is made of. */

/** A column: its key, its head, and whether it holds numbers. */
export interface TableColumn {
  key: string;
  words: string;
  number?: boolean;
}
