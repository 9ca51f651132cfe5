import { oneLine } from '@bellwether/log-model';
import type { ActionReads, RemediationView } from '@bellwether/queries';

/** Which runs of the remediation machine are asked for, and how they are printed. */
export interface ListFlags {
  /** Epoch milliseconds UTC. */
  readonly from: number;
  readonly until: number;
  readonly status?: RemediationView['state'];
  readonly limit: number;
  readonly format: 'text' | 'json';
}

/** Runs per page of the read model. */
const maxPage = 200;

/** One line for a person. Reasons can quote names out of a log. */
export const textOfRemediation = ({
  findingId,
  playbook = '-',
  state,
  startedMs,
  summary = '',
}: RemediationView): string =>
  `${new Date(startedMs).toISOString()}  ${state.padEnd(13)}  ${oneLine(playbook, 60)}  ${oneLine(findingId, 80)}  ${oneLine(summary, 300)}`.trimEnd();

/** A run as it was asked for: a line of text, or an object of JSON. */
export const lineOf = (view: RemediationView, format: 'text' | 'json'): string =>
  format === 'json' ? JSON.stringify(view) : textOfRemediation(view);

/**
 * Prints the runs that began in the span, the newest first.
 *
 * @throws RangeError when the span ends before it begins; PortError when the machine cannot be asked
 */
export const listRemediations = async (
  reads: Pick<ActionReads, 'remediations'>,
  { from, until, status, limit, format }: ListFlags,
  print: (line: string) => void,
): Promise<void> => {
  if (from >= until) throw new RangeError('--from must be before --until.');
  const asked = { fromMs: from, toMs: until, ...(status === undefined ? {} : { state: status }) };
  let cursor: string | undefined;
  let left = limit;
  do {
    const page = await reads.remediations({
      ...asked,
      limit: Math.min(left, maxPage),
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const view of page.items) print(lineOf(view, format));
    left -= page.items.length;
    cursor = page.next;
  } while (left > 0 && cursor !== undefined);
};
