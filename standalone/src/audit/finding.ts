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

/** Counts what an invariant is asked about. */
export class Tally {
  readonly #group: number;
  readonly #invariant: string;
  readonly #examples: string[] = [];
  #checked = 0;
  #broken = 0;

  constructor(group: number, invariant: string) {
    this.#group = group;
    this.#invariant = invariant;
  }

  /** Counts `id`, which keeps the invariant or breaks it. */
  check(id: string, isKept: boolean): void {
    this.#checked++;
    if (isKept) return;
    this.#broken++;
    if (this.#examples.length < MAX_EXAMPLES) this.#examples.push(id);
  }

  finding(): Finding {
    return {
      group: this.#group,
      invariant: this.#invariant,
      checked: this.#checked,
      broken: this.#broken,
      examples: this.#examples,
    };
  }
}
