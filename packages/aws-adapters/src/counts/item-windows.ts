import { countWindowMs, ruleScopePrefix } from '@bellwether/log-model';

/**
 * Count windows of a log group that share an item. A batch of five minutes touches two windows, mostly of one item; an item grows
 * by what each window contains, and every update is billed by all of it.
 */
const windowsPerItem = 3;

/** Milliseconds between the beginnings of two items of a scope. Counters of rules have many names, so each window has an item of its own. */
const itemMsOf = (scope: string): number =>
  scope.startsWith(ruleScopePrefix) ? countWindowMs : windowsPerItem * countWindowMs;

/** The position of a window: its item, and which of the windows of that item it is. */
export interface WindowPosition {
  /** Start of the item's first window, epoch milliseconds UTC. */
  readonly itemStartMs: number;
  /** 0, 1 or 2. */
  readonly index: number;
}

/** Start of the earliest item that can contain a window of the scope which begins at `windowStartMs` or later. */
export const firstItemMs = (scope: string, windowStartMs: number): number => {
  const itemMs = itemMsOf(scope);
  return Math.floor(windowStartMs / itemMs) * itemMs;
};

/** The position of a window. A window that does not begin on the grid is the first of an item of its own. */
export const positionOf = (scope: string, windowStartMs: number): WindowPosition => {
  const itemStartMs = firstItemMs(scope, windowStartMs);
  const index = (windowStartMs - itemStartMs) / countWindowMs;
  return Number.isInteger(index) ? { itemStartMs, index } : { itemStartMs: windowStartMs, index: 0 };
};

/** Start of an item's window, epoch milliseconds UTC. */
export const windowOf = ({ itemStartMs, index }: WindowPosition): number => itemStartMs + index * countWindowMs;
