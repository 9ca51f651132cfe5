import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSuspicious } from '@bellwether/redaction';
import { compileRules, createMiner, createUnderstander, openStream, type UnderstoodEvent } from '@bellwether/log-model';
import { knownLineStages } from '../../src/lines/known-line-stages.ts';
import { LineKinds } from '../../src/lines/line-kinds.ts';
import { LineScan } from '../../src/lines/line-scan.ts';
import { noonMs, sequenceOf } from '../../../log-model/test/event-factory.ts';

const origin = { account: '111122223333', region: 'eu-west-1', logGroup: '/app/web', logStream: 'web' };

const understandAll = (lines: readonly string[]): readonly UnderstoodEvent[] => {
  const understander = createUnderstander({
    miner: createMiner(),
    rules: compileRules([]),
    stages: knownLineStages,
  });
  const stream = openStream(origin, { receivedMs: noonMs, knownLines: new LineKinds() });
  const outcomes = lines.flatMap((text, ordinal) => stream.push({ text }, ordinal)).concat(stream.flush());
  return outcomes.flatMap(({ outcome, ordinal }) => {
    if (outcome.kind !== 'record') return [];
    const position = { origin, sequence: sequenceOf(ordinal), arrivalMs: noonMs, fallbackId: `line-${ordinal}` };
    return [understander.understand(outcome.record, position)];
  });
};

describe('a line whose lineKind was first seen with harmless numbers', () => {
  it.each([
    ['a social security number', '1-2-3', '219-09-9999'],
    ['a telephone number of North America', '4-5-6', '415-555-0100'],
    ['a telephone number in brackets', '(4) 5-6', '(415) 555-0100'],
    ['a telephone number behind two zeros', '9 30 1 2', '0049 30 1234 5678'],
    ['a CPF', '1.2.3-4', '529.982.247-25'],
    ['an AHV number', '7.8.9.1', '756.9217.0769.85'],
    ['a DNI', '1Z', '12345678Z'],
    ['a DNI with a hexadecimal letter', '123A', '00000023T'],
    ['a card with spaces', '4 1 1 1', '4111 1111 1111 1111'],
    ['a card with points', '4.1.1.1', '4111.1111.1111.1111'],
    ['a card of American Express', '3 7 8', '3782 822463 10005'],
    ['a card without signs', '7', '4111111111111111'],
    ['a card of UnionPay', '7', '8171999927660000'],
    ['an IBAN', 'DE8 3 4', 'DE89 3704 0044 0532 0130 00'],
    ['an IBAN in one word', 'DE8', 'DE89370400440532013000'],
  ])('still loses %s', (_, harmless, real) => {
    const line = (value: string, second: number) =>
      `2026-01-15T12:00:0${second}Z INFO customer gave ${value} to the desk`;
    const lines = [0, 1, 2, 3, 4].map((second) => line(harmless, second)).concat(line(real, 5), line(real, 6));
    const plain = openStream(origin, { receivedMs: noonMs });
    expect(plain.push({ text: line(real, 5) }, 0).length + plain.flush().length).toBeGreaterThan(0);
    const messages = understandAll(lines).map(({ event }) => event.message);
    expect(messages).toHaveLength(7);
    expect(messages.join()).not.toContain(real);
  });
});

describe('the scan of a line', () => {
  it('notes a personal number wherever the first look of redaction would see one in digits', () => {
    const digits = (min: number, max: number) =>
      fc
        .integer({ min, max })
        .chain((length) =>
          fc
            .array(fc.constantFrom(...'0012345678'), { minLength: length, maxLength: length })
            .map((all) => all.join('')),
        );
    const capitals = fc.array(fc.constantFrom(...'BXYZ'), { maxLength: 3 }).map((all) => all.join(''));
    const piece = fc.oneof(
      digits(1, 9),
      digits(8, 19),
      fc.tuple(capitals, digits(1, 8), capitals).map((all) => all.join('')),
    );
    const sign = fc.constantFrom(' ', '-', '.', '/', ') ', ' (', ', ', ': ');
    const text = fc
      .tuple(piece, fc.array(fc.tuple(sign, piece), { maxLength: 6 }))
      .map(([first, more]) => `paid ${first}${more.flat().join('')} now`);
    let seen = 0;
    fc.assert(
      fc.property(text, (line) => {
        // Two points seven apart are asked about for tokens, whatever is between them.
        if (!isSuspicious(line) || /\.[^.]{6}\./.test(line)) return;
        seen += 1;
        const scan = new LineScan();
        if (scan.scan(line, 7)) expect(scan.cardEnd).toBeGreaterThan(0);
      }),
      { numRuns: 5_000 },
    );
    expect(seen).toBeGreaterThan(300);
  });
});
