import { makeContribution, makeFinding, makeTemplate, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import type { LocalState } from '../src/index.ts';

/** Writes one record's part to every part of a state: one count, one finding, one template, one step of its input. */
export const commitOne = async (state: LocalState, inputId: string, record: number): Promise<void> => {
  await state.counts.add(inputId, [makeContribution({ sequence: sequenceOf(record), scope: 'all' })]);
  await state.findings.raise(makeFinding({ id: `finding-${record}`, lastSeenMs: sampleTimeMs }));
  await state.templates.save([makeTemplate({ id: `template-${record}`, scope: 'all' })]);
  await state.inputs.commitProgress(inputId, {
    committedRecords: record,
    committedBytes: 0,
    totals: { received: 1, classified: 1 },
  });
};

/** How much each part of the state contains of the records that `commitOne` wrote. */
export const heldBy = async (state: LocalState): Promise<Record<string, number>> => ({
  counts: (await state.counts.row('all', sampleTimeMs)).fields['events'] ?? 0,
  findings: (await state.findings.list(0, Infinity, Infinity)).length,
  templates: (await state.templates.load('all')).length,
  committed: (await state.inputs.list())[0]?.committedRecords ?? 0,
  received: (await state.inputs.list())[0]?.totals.received ?? 0,
});

/** What every part contains after `count` records. */
export const allHold = (count: number): Record<string, number> => ({
  counts: count,
  findings: count,
  templates: count,
  committed: count,
  received: count,
});
