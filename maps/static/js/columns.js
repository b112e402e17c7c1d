// Tables travel as columns; here they become rows again. The coding is documented in maps/columns.py.

/** @typedef {any[] | {of: any[], at: number[]}} Column */

/**
 * @param {{length: number} & Record<string, Column | number>} table
 * @returns {Record<string, any>[]} rows, each with its number as `row`
 */
export function rowsOf(table) {
  const rows = Array.from({ length: table.length }, (_, row) => /** @type {Record<string, any>} */ ({ row }));
  for (const [name, column] of Object.entries(table)) {
    if (typeof column === "number") continue;
    const values = Array.isArray(column) ? column : column.at.map((index) => column.of[index]);
    if (values.length !== rows.length) throw new Error(`column ${name} has ${values.length} values for ${rows.length} rows`);
    rows.forEach((row, index) => { row[name] = values[index]; });
  }
  return rows;
}
