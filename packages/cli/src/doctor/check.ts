import { escapedJson, oneLine } from '@bellwether/log-model';

/** One thing of a deployment that was looked at. */
export interface Check {
  /** What was looked at, such as `function ingest-stream`. */
  readonly name: string;
  /** `failed`: something is lost or does not work. `warning`: somebody should look. */
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found, in a sentence. */
  readonly says: string;
  /** What to do; absent when it is well. */
  readonly advice?: string;
}

/** Texts come from services and from whoever named things. */
const maxText = 300;

/**
 * A check for a person: its state, what was looked at, what was found, and below it what to do.
 *
 * @example textOf({ name: 'stream', state: 'ok', says: 'ACTIVE, 2 open shards.' }) // ['ok       stream: ACTIVE, 2 open shards.']
 */
export const textOf = ({ name, state, says, advice }: Check): readonly string[] => [
  `${state.padEnd(7)}  ${oneLine(name, maxText)}: ${oneLine(says, maxText)}`,
  ...(advice === undefined ? [] : [`         ${oneLine(advice, maxText)}`]),
];

/** A check as a line of JSON. */
export const jsonOf = (check: Check): string => escapedJson(check);
