import { describe, expect, it } from '@jest/globals';
import type { Severity } from '@bellwether/log-events';
import { type FailureLedger } from '../../src/index.ts';
import { createFailureLedger, ledgerLimits, sketchesOf, storedSketches } from '@bellwether/log-model/failures';
import { lineOf } from './log-lines.ts';

const kindsOf = (ledger: FailureLedger) => [...ledger.content.kinds.values()];
const fill = (ledger: FailureLedger, severity: Severity): void => {
  for (let index = 0; index < ledgerLimits.kinds; index += 1)
    ledger.observe(lineOf(1, { severity, message: `forged ${index}`, templateId: `forged-${index}` }));
};

describe('a ledger of failures that is full', () => {
  it.each<[string, Severity, Severity, boolean]>([
    ['a more severe kind takes the place of a less severe one', 'WARNING', 'CRITICAL', true],
    ['a kind as severe as all others finds no room', 'ERROR', 'ERROR', false],
    ['a less severe kind finds no room', 'ERROR', 'WARNING', false],
  ])('%s', (_, flood, severity, isKept) => {
    const ledger = createFailureLedger();
    fill(ledger, flood);
    ledger.observe(lineOf(2, { severity, message: 'disk is full', templateId: 'real' }));
    expect(kindsOf(ledger)).toHaveLength(ledgerLimits.kinds);
    expect(kindsOf(ledger).some(({ templateId }) => templateId === 'real')).toBe(isKept);
    expect(ledger.content.uncounted).toBe(1);
  });

  it('keeps the severe kinds when it is read back, whatever was stored beside them', () => {
    const ledger = createFailureLedger();
    fill(ledger, 'WARNING');
    const stored = [...storedSketches(ledger.takeChanges())];
    ledger.observe(lineOf(2, { severity: 'CRITICAL', message: 'disk is full', templateId: 'real' }));
    stored.push(...storedSketches(ledger.takeChanges()));
    const again = createFailureLedger();
    again.restore(sketchesOf(stored));
    expect(kindsOf(again)).toHaveLength(ledgerLimits.kinds);
    expect(kindsOf(again).some(({ templateId }) => templateId === 'real')).toBe(true);
  });
});

describe('values that a log chooses', () => {
  it.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])('are counted under the name %s', (user) => {
    const ledger = createFailureLedger();
    for (const minute of [1, 2, 3])
      ledger.observe(lineOf(minute, { severity: 'ERROR', message: 'no', attributes: { 'user.name': user } }));
    const again = createFailureLedger();
    again.restore(sketchesOf(storedSketches(ledger.takeChanges())));
    for (const one of [ledger, again])
      expect(Object.entries(kindsOf(one)[0]?.values['user.name'] ?? {})).toEqual([[user, 3]]);
  });
});

describe('examples of templates', () => {
  it('are the first line of each, with the worst severity that its lines had, and outlive a run', () => {
    const ledger = createFailureLedger();
    ledger.observe(lineOf(1, { message: 'order 1 placed', templateId: 't' }), 7);
    ledger.observe(lineOf(2, { message: 'order 2 placed', templateId: 't', severity: 'WARNING' }), 8);
    ledger.observe(lineOf(3, { message: 'order 3 placed', templateId: 't' }), 9);
    const again = createFailureLedger();
    again.restore(sketchesOf(storedSketches(ledger.takeChanges())));
    for (const { content } of [ledger, again])
      expect([...content.examples.values()]).toMatchObject([
        { templateId: 't', severity: 'WARNING', line: { text: 'order 1 placed', line: 7 } },
      ]);
    expect(ledger.takeChanges().examples).toEqual([]);
  });

  it('are bounded', () => {
    const ledger = createFailureLedger();
    for (let index = 0; index <= ledgerLimits.examples; index += 1)
      ledger.observe(lineOf(1, { templateId: `t${index}` }));
    expect(ledger.content.examples.size).toBe(ledgerLimits.examples);
  });
});
