import type { Finding } from '@bellwether/log-model';
import { makeFinding, sampleTimeMs } from '../events.ts';

const { attack: sampleAttack, ...sampleWithoutAttack } = makeFinding();

const plain = (changes: Partial<Finding> = {}): Finding => ({ ...sampleWithoutAttack, ...changes });

/** Findings of unusual content that a store has to give back as they were. */
export const oddFindings: readonly { readonly what: string; readonly finding: Finding }[] = [
  {
    what: 'a finding with a tactic',
    finding: { ...plain(), ...(sampleAttack === undefined ? {} : { attack: sampleAttack }) },
  },
  { what: 'a finding without a tactic', finding: plain() },
  { what: 'a finding of a declared log source', finding: plain({ provenance: 'declared' }) },
  { what: 'a finding that a line only claims', finding: plain({ provenance: 'claimed' }) },
  { what: 'a finding that is held back', finding: plain({ isHeldBack: true }) },
  { what: 'an anomaly of a log source that is still learnt', finding: plain({ isLearning: true }) },
  {
    what: 'empty lists, names and texts',
    finding: plain({ reasons: [], evidence: [], resources: {}, dedupeKey: '', region: '', account: '' }),
  },
  {
    what: 'text in every script, with quotes, line breaks and emoji',
    finding: makeFinding({
      title: '"größer" \'und\' \\ \n 日本語 🦊',
      dedupeKey: 'ключ',
      resources: { 'a.b': '§', constructor: 'x' },
    }),
  },
  {
    what: 'the most evidence and long reasons',
    finding: makeFinding({
      evidence: Array.from({ length: 20 }, (_, index) => `event-${index}`),
      reasons: Array.from({ length: 10 }, (_, index) => `${index} ${'x'.repeat(4_000)}`),
    }),
  },
  {
    what: 'the edges of numbers',
    finding: makeFinding({ score: 0, count: 2 ** 50, firstSeenMs: 0, lastSeenMs: sampleTimeMs * 2 }),
  },
  {
    what: 'what people see first of it',
    finding: makeFinding({
      context: {
        lines: [{ timeMs: sampleTimeMs, location: 'i-0a1b2c3d', text: 'cloudtrail.amazonaws.com StopLogging' }],
        actor: 'by ana from 203.0.113.9',
        change: 'Since 11:58:40, /app/orders: orders 1.8.0 started',
      },
    }),
  },
  { what: 'lines alone', finding: makeFinding({ context: { lines: [] } }) },
  { what: 'a score with all its digits', finding: makeFinding({ score: 0.123_456_789_012_345_6 }) },
];
