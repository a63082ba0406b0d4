import type { Engine } from '../database.ts'

/** The few words in which the two engines differ when tables are made. */
export function columnTypes(engine: Engine) {
  const sqlite = engine === 'sqlite'
  const list = (columns: readonly string[]) => columns.join(',\n  ')
  return {
    // Ids are given by the storage under the write lock; in SQLite this very word makes the id the row's own place.
    id: sqlite ? 'integer primary key' : 'bigint primary key',
    whole: sqlite ? 'integer' : 'bigint',
    // Byte order everywhere, as SQLite has it: days sort as days, and a page of names is the same page on both.
    text: sqlite ? 'text' : 'text collate "C"',
    // Strict, so that SQLite refuses a fraction or a word in a column of amounts as PostgreSQL does.
    table: (name: string, columns: readonly string[]) =>
      `create table ${name} (\n  ${list(columns)}\n)${sqlite ? ' strict' : ''}`,
    /** A table that is always read by its key: SQLite then lays the rows out in the key's order. */
    keyedTable: (name: string, key: readonly string[], columns: readonly string[]) =>
      `create table ${name} (\n  ${list([...columns, `primary key (${key.join(', ')})`])}\n)${sqlite ? ' strict, without rowid' : ''}`,
  }
}
