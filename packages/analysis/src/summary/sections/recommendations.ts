import { percent, plural, time } from '@bellwether/report/figures';
import { errorFamiliesOf } from '../error-families.ts';
import type { FactDraft, JoinedAnalysis } from '../joined.ts';
import { moversOf } from '../movers.ts';
import { openFindings } from './critical.ts';

const maxFindings = 3;
/** Share of all errors of one kind that makes it the first thing to mend. */
const minShare = 0.2;

/**
 * What to do next. Each follows from a fact by a rule of the program: no narrator adds one, and nothing acts on them.
 */
export const recommendationFacts = (joined: JoinedAnalysis): readonly FactDraft[] => {
  const facts: FactDraft[] = [];
  const add = (kind: string, sentence: string, figures: FactDraft['figures'] = {}): void => {
    facts.push({ kind, sentence, figures });
  };
  const severe = openFindings(joined).filter(({ severity }) => severity === 'CRITICAL' || severity === 'ERROR');
  for (const { number, id } of severe.slice(0, maxFindings))
    add(
      'look-at-finding',
      `Look at [${number}]: \`bellwether findings show ${/^[\w-]{1,80}$/.test(id) ? id : '<id>'}\` prints its lines.`,
    );
  const [family] = errorFamiliesOf(joined.patterns);
  const [pattern] = family?.patterns ?? [];
  if (family !== undefined && pattern !== undefined && family.errors >= joined.errors * minShare)
    add(
      'mend-first',
      `Mend the cause of [${pattern.id}] first: ${percent(family.errors, joined.errors)} of all errors are of its kind.`,
      {
        count: family.errors,
        errors: joined.errors,
      },
    );
  const [gone] = joined.patterns.filter(({ summary }) => summary.state === 'gone');
  if (gone !== undefined)
    add(
      'check-stopped',
      `Find out whether [${gone.summary.id}] was meant to stop after ${time(gone.summary.lastMs)}.`,
      {
        lastMs: gone.summary.lastMs,
      },
    );
  const [mover] = moversOf(joined.patterns, joined.points);
  if (mover !== undefined)
    add('check-mover', `Find out what changed at ${time(mover.startMs)}, when [${mover.id}] left its usual rate.`, {
      startMs: mover.startMs,
    });
  const { missing } = joined.coverage;
  if (missing.length > 0)
    add(
      'run-again',
      `Run the analysis again for the ${plural(missing.length, 'missing window')}; those that have results are not read again.`,
      {
        missing: missing.length,
      },
    );
  if (joined.cutByRetention.length > 0)
    add('keep-longer', `Keep the logs for as long as an analysis reaches back, or analyse a shorter time.`);
  if (facts.length === 0)
    add(
      'nothing-to-do',
      joined.events === 0
        ? 'Check that logs arrive and that the time and the log groups were the intended ones.'
        : 'Nothing in these facts asks for an action.',
    );
  return facts;
};
