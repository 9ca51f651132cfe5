import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMiner } from '@bellwether/template-miner';
import { compileRules } from '@bellwether/detection-engine';
import type { LogEvent, RecordOrigin, ReadOutcome } from '@bellwether/log-events';
import { LineKindRecord } from '../../src/lines/line-kind.ts';
import { LineKinds } from '../../src/lines/line-kinds.ts';
import { openStream } from '@bellwether/log-readers';
import { lines } from '../../../log-readers/test/lines.ts';
import { knownLineStages } from '../../src/lines/known-line-stages.ts';
import { createUnderstander, type UnderstandStages } from '@bellwether/log-model';
import { clock, datedLines, hex, number } from '../line-values.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);
const origin: RecordOrigin = {
  account: '123456789012',
  region: 'eu-west-1',
  logGroup: '/app/shop',
  logStream: 'web-1',
};

const readAll = (texts: readonly string[], lineKinds?: LineKinds): readonly ReadOutcome[] => {
  const stream = openStream(origin, { receivedMs, ...(lineKinds ? { knownLines: lineKinds } : {}) });
  const outcomes = texts.flatMap((text, ordinal) => [...stream.push({ text, id: `e-${ordinal}` }, ordinal)]);
  return [...outcomes, ...stream.flush()].map(({ outcome }) => outcome);
};

/** The outcome as plain data: records of a known line kind are of a class of their own. */
const plain = (outcome: ReadOutcome): unknown => JSON.parse(JSON.stringify(outcome));

const understand = (outcomes: readonly ReadOutcome[], stages?: UnderstandStages): readonly LogEvent[] => {
  const understander = createUnderstander({
    miner: createMiner(),
    rules: compileRules([]),
    ...(stages ? { stages } : {}),
  });
  return outcomes.flatMap((outcome, ordinal) => {
    if (outcome.kind !== 'record') return [];
    const position = { origin, sequence: '1', arrivalMs: receivedMs, fallbackId: `f-${ordinal}` };
    return [understander.understand(outcome.record, position).event];
  });
};

const isByForm = (outcome: ReadOutcome): boolean =>
  outcome.kind === 'record' && LineKindRecord.lineKindOf(outcome.record) !== undefined;

/** Layouts whose numbers vary: `#` is any number, `%` a clock, `&` an identifier of hex letters. */
const layouts = [
  '2023-06-01 %,# INFO  [worker-#] org.acme.Cart - added item # to cart & in # ms',
  '2023-06-01T%.#Z ERROR org.acme.Pay: card # refused by 10.0.#.7:# with status #',
  '2023-06-0# % WARN gateway: # errors, # warnings, status #',
  '03-17 %.#  #  # D WindowManager: width # of & failed',
  'Jun 1# % host-# sshd[#]: Failed password for root from 10.0.0.# port # ssh2',
  'Jun 1# % combo sshd(pam_unix)[#]: authentication failure; logname= uid=# euid=0 rhost=10.0.0.# ',
  'Jun  1 % mac kernel[#]: usb # reset, error count #',
  'Jun  1 % host CRON[#]: (root) CMD (run --token=& --n #)',
  '[Thu Jun 01 % 2023] [error] child # exited with #',
  '- #78385# 2023.06.01 R02-M1 2023-06-01-12.00.00.# R02-M1 RAS KERNEL INFO # ddr errors detected',
  '0811# 20#15 # INFO dfs.DataNode: Received block blk_-# of size # from /10.250.#.#',
  '2023-06-01 %,1 INFO org.acme.Web GET /v1/items/# #',
  '2023-06-01 %.# # INFO nova.server [req-& & - - -] [instance: &] took #.# seconds',
  '[10.30 %] chrome.exe - proxy.acme.org:# close, # bytes sent, # (# KB) received',
  '# node-# unit.state 10743#83 1 no error, task # failed',
  'java.lang.Error# at line #',
  '\tat org.acme.Main(Main.java:#)',
  '{"level":"info","n":#}',
] as const;

const filled = fc
  .tuple(fc.constantFrom(...layouts), fc.infiniteStream(number), fc.infiniteStream(clock), fc.infiniteStream(hex))
  .map(([layout, numbers, clocks, ids]) =>
    layout.replace(/[#%&]/g, (mark) => (mark === '#' ? numbers : mark === '%' ? clocks : ids).next().value as string),
  );
/** A line with one of its units replaced, put in or taken out. */
const mutated = fc
  .tuple(
    filled,
    fc.nat(120),
    fc.constantFrom('', ' ', '0', '4', 'a', 'E', '-', ':', '[', ']', '@', '+', 'é', '\u0000'),
    fc.nat(1),
  )
  .map(([text, at, sign, cut]) => text.slice(0, at) + sign + text.slice(at + cut));
const known = fc.constantFrom(...lines.map(({ text }) => text));
const stream = fc.array(
  fc.oneof({ weight: 8, arbitrary: filled }, { weight: 1, arbitrary: mutated }, { weight: 1, arbitrary: known }),
  { minLength: 60, maxLength: 120 },
);

describe('LineKinds', () => {
  it.each([
    ['a logger and a thread', '2023-06-01 10:00:@,123 INFO [main] org.acme.App: took # ms'],
    ['words before and behind its time', '# node-# unit.hw state 1685613@ 1 no error: took # ms'],
    [
      'a date before its time',
      'app.log.1.2023-06-01_13:53:08 2023-06-01 10:00:@.123 # INFO org.acme.app [req-1] took # ms',
    ],
    ['two times', '- 1685613@ 2023.06.01 R0#-M1 2023-06-01-10.00.00.123#00 R0#-M1 RAS KERNEL INFO took # ms'],
    ['words before its level', 'node-# 1685613@ R02-M1-N#-C RAS KERNEL INFO took # ms'],
  ])('reads lines of one kind without their reader: %s', (_, layout) => {
    const texts = Array.from({ length: 200 }, (_, index) =>
      layout
        .replace('685613@', String(685_613_000 + index))
        .replace('@', String(index % 60).padStart(2, '0'))
        .replaceAll('#', String(100 + index)),
    );
    const outcomes = readAll(texts, new LineKinds());
    expect(outcomes.filter(isByForm).length).toBeGreaterThan(180);
    expect(outcomes.map(plain)).toEqual(readAll(texts).map(plain));
  });

  it('reads, classifies, redacts and mines every line as its reader would', () => {
    let byForm = 0;
    const lineKinds = new LineKinds();
    fc.assert(
      fc.property(stream, (texts) => {
        const slow = readAll(texts);
        // The second time more line kinds are known.
        for (let round = 0; round < 2; round += 1) {
          const fast = readAll(texts, lineKinds);
          byForm += fast.filter(isByForm).length;
          expect(fast.map(plain)).toEqual(slow.map(plain));
          expect(understand(fast, knownLineStages)).toEqual(understand(slow));
        }
      }),
      { numRuns: 12, seed: 11, endOnFailure: true },
    );
    expect(byForm).toBeGreaterThan(50);
  });

  it('leaves requests to the miner, whose templates name the class of the status', () => {
    const texts = ['200', '99', '503', '404', '1200'].flatMap((status) =>
      Array.from(
        { length: 60 },
        (_, item) => `2023-06-01 10:00:00,123 INFO org.acme.Web GET /v1/items/${item} ${status}`,
      ),
    );
    const mixed = texts.map((_, index) => texts[(index * 61) % texts.length]!);
    const ids = understand(readAll(mixed, new LineKinds()), knownLineStages).map(({ templateId }) => templateId);
    expect(ids).toEqual(understand(readAll(mixed)).map(({ templateId }) => templateId));
    expect(new Set(ids).size).toBe(4);
  });

  it('reads headers with further times, or with words that other digits make times of, as their reader would', () => {
    let byForm = 0;
    fc.assert(
      fc.property(datedLines, (texts) => {
        const fast = readAll(texts, new LineKinds());
        byForm += fast.filter(isByForm).length;
        expect(fast.map(plain)).toEqual(readAll(texts).map(plain));
      }),
      { numRuns: 200, endOnFailure: true },
    );
    expect(byForm).toBeGreaterThan(100);
  });

  it('leaves a header to its reader whose date-like word is another in each line', () => {
    const texts = Array.from(
      { length: 300 },
      (_, index) => `app.log.2023-06-01_10:${1000 + index} 2023-06-01 10:00:00.123 7 INFO shop.cart [req-1] took 5 ms`,
    );
    const again = [...texts.slice(200), ...texts.slice(200), ...texts.slice(200), ...texts.slice(200)];
    const outcomes = readAll([...texts, ...again], new LineKinds());
    expect(outcomes.filter(isByForm)).toEqual([]);
    expect(
      readAll(
        Array.from({ length: 8 }, () => texts[0]!),
        new LineKinds(),
      ).filter(isByForm),
    ).toHaveLength(5);
  });

  it.each(['\u0000', '\u001b', ' \u0007 ', '\u00a0', ' ', '\t'])(
    'ends a line where its reader does, before %j',
    (ending) => {
      const texts = Array.from({ length: 8 }, (_, index) => `2023-06-01 10:00:0${index} INFO app: took ${index} ms`);
      const all = [...texts, ...texts.map((text) => text + ending)];
      expect(readAll(all, new LineKinds()).map(plain)).toEqual(readAll(all).map(plain));
    },
  );

  it('leaves headers to their reader in which other digits would be the time', () => {
    const texts = ['9999999999', '1685613001'].flatMap((first) =>
      Array.from({ length: 8 }, (_, index) => `- ${first} R0 2023-06-01-12.00.00 RAS INFO took ${index} ms`),
    );
    expect(readAll(texts, new LineKinds()).map(plain)).toEqual(readAll(texts).map(plain));
  });

  it('goes back to the reader where the time is broken', () => {
    const texts = ['10:00:01', '10:00:02', '10:00:03', '99:00:04', '10:00:05'].map(
      (time) => `2023-06-01 ${time} INFO app: started`,
    );
    expect(readAll(texts, new LineKinds()).map(plain)).toEqual(readAll(texts).map(plain));
  });

  it.each<[string, string, readonly string[], (event: LogEvent) => boolean]>([
    ['a status', 'answered with status #', ['200', '201', '302', '503'], ({ severity }) => severity === 'ERROR'],
    ['a zero count', 'done, # errors', ['1', '7', '3', '0'], ({ severity }) => severity === 'INFO'],
    [
      'a card number',
      'paid with #',
      ['1234', '99', '4111111111111110', '4111111111111111'],
      ({ message }) => !/\d$/.test(message),
    ],
  ])('looks again where %s may change what a line says', (_, message, values, isOther) => {
    const texts = [...values, ...values].map((value) => `Jun  1 10:00:00 web shop[12]: ${message.replace('#', value)}`);
    const lineKinds = new LineKinds();
    readAll(texts, lineKinds);
    const fast = readAll(texts, lineKinds);
    expect(fast.some(isByForm)).toBe(true);
    const slow = understand(readAll(texts));
    expect(understand(fast, knownLineStages)).toEqual(slow);
    // The last value makes another event of the same words, so that a stage which does not look again is caught.
    const [usual, other] = [slow.at(-2), slow.at(-1)];
    expect(other && isOther(other)).toBe(true);
    expect(usual && isOther(usual)).toBe(false);
  });
});

describe('line kinds that come once', () => {
  it('make room among themselves, and never push out one that is trusted', () => {
    const lineKinds = new LineKinds();
    const known = (n: number): string => `2023-06-01 12:00:0${n % 10} INFO cart: item ${n} added`;
    readAll([0, 1, 2, 3].map(known), lineKinds);
    const word = (n: number): string => [...String(n)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a');
    const others = Array.from({ length: 80_000 }, (_, n) => `2023-06-01 12:00:00 INFO ${word(n)} happened`);
    readAll(others, lineKinds);
    expect(readAll([known(4)], lineKinds).map(isByForm)).toEqual([true]);
    // One that came among the first of them begins anew: it is read three times before it is known.
    expect(readAll([others[0]!, others[0]!, others[0]!], lineKinds).map(isByForm)).toEqual([false, false, false]);
    expect(readAll([others.at(-1), others.at(-1)], lineKinds).map(isByForm)).toEqual([false, false]);
    expect(readAll([others.at(-1)], lineKinds).map(isByForm)).toEqual([true]);
  });
});
