/** A map as a YAML parser gives it. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** The text of a key without blanks around it; empty when there is none. */
export const textIn = (fields: Fields, name: string): string => {
  const value = own(fields, name);
  return typeof value === 'string' ? value.trim() : '';
};

/** The texts of a list; none when it is not one. */
export const textsIn = (fields: Fields, name: string): readonly string[] => {
  const value = own(fields, name);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};
