/** How text is printed. */
export interface OutputStyle {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}

const defaultWidth = 100;
const isOn = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== '0';

/**
 * How text is printed to an output: `--no-color` wins over `FORCE_COLOR`, that over `NO_COLOR`, and that over what the output is. `COLUMNS`
 * wins over the width of the terminal.
 *
 * @param asked  false for `--no-color`
 */
export const outputStyle = (
  out: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
  asked: boolean,
): OutputStyle => {
  const columns = Number(env['COLUMNS']);
  const width =
    Number.isInteger(columns) && columns >= 40 && columns <= 1_000 ? columns : (out.columns ?? defaultWidth);
  const isWanted = isOn(env['FORCE_COLOR']) || (out.isTTY === true && (env['NO_COLOR'] ?? '') === '');
  return { width, color: asked && isWanted };
};
