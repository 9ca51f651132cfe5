/** Values of one field that are counted by name; further ones are not. */
const maxValues = 16;

/** Longest value that is counted, in UTF-16 units. */
const maxLength = 80;

/** Whether a field's values are all that could be counted, so there may be more. */
export const areMany = (values: Readonly<Record<string, number>>): boolean => Object.keys(values).length >= maxValues;

/** Counts a value of a log. Values are names that a log chooses, `constructor` and `__proto__` among them. */
export const countValue = (values: Record<string, number>, value: string): void => {
  if (value === '' || value.length > maxLength) return;
  const known = Object.hasOwn(values, value) ? (values[value] ?? 0) : 0;
  if (known === 0 && areMany(values)) return;
  Object.defineProperty(values, value, { value: known + 1, enumerable: true, configurable: true, writable: true });
};
