import type { Connection } from './driver.ts';

/** From so many rows on a list of them in one statement is faster than a statement for each. */
const manyRows = 20;

/** Inserts rows, each with its values in the order of the columns: texts, whole numbers and nulls. */
export type InsertRows = (connection: Connection, rows: readonly (readonly unknown[])[]) => void;

/**
 * What inserts rows into a table.
 *
 * @remarks Rows of a job are mostly alike: what all of them have in a column is bound once, and only the others go
 * through a list in JSON. Binding 17 values took a third of the time that an entry did.
 */
export function rowInserter(table: string, columns: readonly string[]): InsertRows {
  const into = `INSERT INTO ${table} (${columns.join(', ')})`;
  const insertOne = `${into} VALUES (${columns.map(() => '?').join(', ')})`;

  return (connection, rows) => {
    const [first = []] = rows;
    if (rows.length < manyRows) {
      for (const row of rows) connection.prepare(insertOne).run(...row);
      return;
    }
    const isAlike = columns.map((_, column) => rows.every((row) => row[column] === first[column]));
    const different = columns.flatMap((_, column) => (isAlike[column] ? [] : [column]));
    const sources = columns.map((_, column) => (isAlike[column] ? '?' : `value ->> ${different.indexOf(column)}`));
    const list = JSON.stringify(rows.map((row) => different.map((column) => row[column])));
    const alike = first.filter((_, column) => isAlike[column]);
    connection.prepare(`${into} SELECT ${sources.join(', ')} FROM json_each(?)`).run(...alike, list);
  };
}
