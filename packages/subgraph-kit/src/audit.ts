/** A row as the database gives it; ids are lower-case hex, amounts numbers. */
export type AuditRow = Readonly<Record<string, string | number | null>>;

/** Asks one database. Columns whose names begin with `sum_` are numbers, though `SUM()` answers DECIMAL. */
export type AuditQuery = (statement: string, parameters?: readonly (string | number)[]) => Promise<readonly AuditRow[]>;

/** Checks the invariants that lie within the database of one service. */
export type Audit = (query: AuditQuery) => Promise<readonly Finding[]>;

/** What became of one invariant: how many things were looked at, and which of them break it. */
export type Finding = {
  /** Number of the invariant's group, as in `docs/consistency.md`. */
  readonly group: number;
  readonly invariant: string;
  readonly checked: number;
  readonly broken: number;
  /** Ids of some that break it. */
  readonly examples: readonly string[];
};

const MAX_EXAMPLES = 5;

/** Counts what an invariant is asked about; the finding is what came of it. */
export class Tally implements Finding {
  readonly group: number;
  readonly invariant: string;
  readonly examples: string[] = [];
  checked = 0;
  broken = 0;

  constructor(group: number, invariant: string) {
    this.group = group;
    this.invariant = invariant;
  }

  /** Counts `id`, which keeps the invariant or breaks it. */
  check(id: string, isKept: boolean): void {
    this.checked++;
    if (isKept) return;
    this.broken++;
    if (this.examples.length < MAX_EXAMPLES) this.examples.push(id);
  }
}

const PAGE = 5_000;

/**
 * Reads a table of any length in the order of its ids.
 * @param statement - selects `lower(hex(id)) as id` and more, `where id > unhex(?) order by id limit ?`
 * @returns the rows, page by page, each with the ids that it lies between: the one before its first row, and its last
 */
export async function* auditPages(
  query: AuditQuery,
  statement: string,
): AsyncGenerator<{ readonly rows: readonly AuditRow[]; readonly range: readonly [after: string, last: string] }> {
  for (let after = ''; ;) {
    const rows = await query(statement, [after, PAGE]);
    const last = rows.at(-1);
    if (last === undefined) return;
    const range = [after, String(last['id'])] as const;
    yield { rows, range };
    after = range[1];
  }
}

/** Rows by their `id`. */
export const groupById = (rows: readonly AuditRow[]): ReadonlyMap<string, readonly AuditRow[]> =>
  Map.groupBy(rows, (row) => String(row['id']));
