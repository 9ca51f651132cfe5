import type { RowRoom } from './counter-row.ts';
import { ruleScopePrefix } from './scope.ts';

/** Room of a log group's row: 1,000 templates take 13 KB in a store that shortens their names. */
const groupRoom: RowRoom = { fields: 1_000, nameBytes: 100_000 };

/** Room of a row for the candidates of a rule, of which there are two per window: 4,000 fields take 52 KB. */
const ruleRoom: RowRoom = { fields: 4_000, nameBytes: 250_000 };

/** What a row of counters may name, in every store. */
export const roomOf = (scope: string): RowRoom => (scope.startsWith(ruleScopePrefix) ? ruleRoom : groupRoom);
