import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Signature } from '../../../template-miner/src/signature.ts';
import { LineScan } from '../../src/lines/line-scan.ts';
import * as column from '../../src/payload/row-columns.ts';
import { headLength } from '../../src/payload/scan-limits.ts';
import { PayloadScan } from '../../src/payload/scan-payload.ts';
import {
  maskedLines,
  maskedParts,
  maskOf,
  type MaskedRun,
  refilled,
} from '../../../template-miner/test/masked-line.ts';

const scan = new LineScan();
const payloadScan = await PayloadScan.open(7);
const signature = new Signature();

/** The masked line by the hash that the fast path makes of a text; undefined for a line that is never known. */
const byText = (line: string): string | undefined => (scan.scan(line, 1) ? `${scan.high} ${scan.low}` : undefined);

/** By the hash that the miner makes of a message. */
const byMiner = (line: string): string => {
  signature.scan(line, 1);
  return `${signature.high} ${signature.low}`;
};

/** By the hash that the assembly makes of a line in its payload. */
const byAssembly = (message: string): string | undefined => {
  const origin = { messageType: 'DATA_MESSAGE', owner: '1', logGroup: '/app/a', logStream: 's' };
  const events = [{ id: '1', timestamp: 1_700_000_000_000, message }];
  payloadScan.scan(Buffer.from(JSON.stringify({ ...origin, subscriptionFilters: [], logEvents: events })));
  const { rows } = payloadScan;
  return rows[column.spans]! < 0 ? undefined : `${rows[column.high]} ${rows[column.low]}`;
};

const isRun = (part: string | MaskedRun): part is MaskedRun => typeof part !== 'string';
/** The mask and what the assembly's hash contains beside it: lengths of the runs that begin in the head of its JSON text. */
const maskWithHead = (line: string): string => {
  let at = 0;
  const lengths = maskedParts(line).flatMap((part) => {
    const start = at;
    at += isRun(part) ? part.value.length : JSON.stringify(part).length - 2;
    return isRun(part) && start < headLength ? [part.value.length] : [];
  });
  return JSON.stringify([maskOf(line), lengths]);
};

/** White space as the miner takes it together. */
const withoutSpaces = (line: string): string =>
  line.replace(/[\t-\r ]+/g, (spaces) => (spaces === ' ' ? ' ' : /[^ ]/.test(spaces) ? '\t' : '  '));

/** Two lines: often of one mask, sometimes all but. */
const pairs = maskedLines.chain((line) =>
  fc.tuple(
    fc.constant(line),
    fc.oneof(
      { weight: 3, arbitrary: refilled(line) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.nat(line.length), fc.constantFrom('', ' ', '1', 'a', 'x', 'g', '0x', '.', 'é'), fc.nat(1))
          .map(([at, put, cut]) => line.slice(0, at) + put + line.slice(at + cut)),
      },
    ),
  ),
);

const wellFormed = (line: string): boolean => line.trim() === line && line !== '' && !/[\ud800-\udfff]/.test(line);

describe('a masked line', () => {
  it('is the same for the miner, the fast path and the assembly', () => {
    const agreed = { text: 0, assembly: 0, others: 0 };
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        fc.pre(wellFormed(one) && wellFormed(other));
        const isSame = maskOf(one) === maskOf(other);
        expect(byMiner(one) === byMiner(other)).toBe(maskOf(withoutSpaces(one)) === maskOf(withoutSpaces(other)));
        expect(byText(one) === byText(other)).toBe(isSame);
        const [inPayload, otherInPayload] = [byAssembly(one), byAssembly(other)];
        if (inPayload !== undefined && otherInPayload !== undefined) {
          expect(inPayload === otherInPayload).toBe(maskWithHead(one) === maskWithHead(other));
          if (isSame && inPayload === otherInPayload) agreed.assembly += 1;
        }
        if (isSame) agreed.text += 1;
        else agreed.others += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(agreed.text, agreed.assembly, agreed.others)).toBeGreaterThan(100);
  });

  it('has its runs at the same positions for the fast path and the assembly', () => {
    fc.assert(
      fc.property(maskedLines.filter(wellFormed), (line) => {
        let at = 0;
        const spans = maskedParts(line).flatMap((part) => {
          const start = at;
          at += isRun(part) ? part.value.length : part.length;
          return isRun(part) ? [start, at] : [];
        });
        fc.pre(scan.scan(line, 0));
        expect(Array.from({ length: scan.runs }, (_, run) => [scan.starts[run], scan.ends[run]]).flat()).toEqual(spans);
        if (byAssembly(line) === undefined || /["\\\t]/.test(line)) return;
        const { rows } = payloadScan;
        const found = payloadScan.spans.subarray(rows[column.spans], rows[column.spansEnd]);
        expect(Array.from(found, (index) => index - rows[column.textStart]!)).toEqual(spans);
      }),
      { numRuns: 2_000 },
    );
  });
});
