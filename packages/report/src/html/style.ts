import { base } from './style/base.ts';
import { charts } from './style/charts.ts';
import { parts } from './style/parts.ts';
import { report } from './style/report.ts';
import { tokens } from './style/tokens.ts';
import { widths } from './style/widths.ts';

/**
 * The page's only style sheet. The page's policy allows it by its hash alone, so a changed character here needs the
 * hash below changed with it; a test compares them.
 */
export const style = [tokens, base, parts, charts, report, widths].join('');

/** SHA-256 of `style` in base64. */
export const styleHash = 'A5XwOlo0g/tAzrCh2k6hTsGD/0T6gLK1O0BpExMhkUs=';
