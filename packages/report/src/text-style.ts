import type { Severity } from '@bellwether/log-model';

export interface TextOptions {
  /** Columns of the terminal; integer, 40 to 200. */
  readonly width: number;
  /** Whether ANSI colours are written. */
  readonly color: boolean;
}

export type Paint = (text: string) => string;

/** How the terminal report looks: plain text passes through unchanged without colour. */
export interface TextStyle {
  readonly width: number;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly notice: Paint;
  severity(severity: Severity): Paint;
}

const codes: Readonly<Record<Severity, string>> = {
  CRITICAL: '1;31',
  ERROR: '31',
  WARNING: '33',
  INFO: '36',
  DEBUG: '2',
  TRACE: '2',
};

export const textStyle = ({ width, color }: TextOptions): TextStyle => {
  const paint =
    (code: string): Paint =>
    (text) =>
      color && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    width: Math.max(40, Math.min(200, Math.floor(width) || 80)),
    bold: paint('1'),
    dim: paint('2'),
    good: paint('32'),
    bad: paint('1;31'),
    notice: paint('33'),
    severity: (severity) => paint(codes[severity]),
  };
};
