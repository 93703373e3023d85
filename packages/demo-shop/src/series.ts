import { itemAt } from './random.ts';

/** Things known by their number, made when asked for: a list that need not be in memory. */
export interface Series<Item> {
  readonly length: number;
  /** The item at `index`, from 0. Throws a RangeError outside of the series. */
  readonly at: (index: number) => Item;
}

/** A list as a series. */
export function seriesOf<Item>(items: readonly Item[]): Series<Item> {
  return { length: items.length, at: (index) => itemAt(items, index) };
}

/** A series whose items are made from those of another. */
export function mapSeries<From, To>(series: Series<From>, make: (item: From) => To): Series<To> {
  return { length: series.length, at: (index) => make(series.at(index)) };
}

/** One series after the other. */
export function joinSeries<Item>(first: Series<Item>, second: Series<Item>): Series<Item> {
  return {
    length: first.length + second.length,
    at: (index) => (index < first.length ? first.at(index) : second.at(index - first.length)),
  };
}
