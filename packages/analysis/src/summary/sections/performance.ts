import { oneLine } from '@bellwether/log-model';
import { number, plural } from '@bellwether/report/figures';
import { quantileOf, type NumberSketch } from '../../collect/number-sketch.ts';
import type { Unit } from '../../collect/slots.ts';
import { nameOfSource, type FactDraft, type JoinedAnalysis } from '../joined.ts';

/** Values that a measure needs, in all and in each half where halves are compared. */
const minCount = 30;
const minHalf = 20;
/** Growth of a 95th percentile, over and above the 2.5 % that sketches may be off, that is called a change. */
const minGrowth = 1.25;
const maxMeasures = 6;

const units: Readonly<Record<Unit, readonly (readonly [number, string])[]>> = {
  ms: [
    [60_000, 'min'],
    [1_000, 's'],
    [1, 'ms'],
  ],
  bytes: [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
    [1, 'B'],
  ],
  number: [[1, '']],
};

/** A measured value as people write it, in three digits: `1.24 s`, `340 ms`. */
export const measure = (value: number, unit: Unit): string => {
  const scale = units[unit].find(([size]) => Math.abs(value) >= size) ?? units[unit].at(-1) ?? [1, ''];
  const scaled = value / scale[0];
  const digits = Math.abs(scaled) >= 1_000 ? number(scaled) : String(Number(scaled.toPrecision(3)));
  return scale[1] === '' ? digits : `${digits} ${scale[1]}`;
};

interface Measured {
  /** What is measured, as a sentence names it. */
  readonly what: string;
  readonly unit: Unit;
  readonly whole: NumberSketch;
  readonly earlier?: NumberSketch;
  readonly later?: NumberSketch;
}

const measuredOf = ({ patterns, fields }: JoinedAnalysis): readonly Measured[] => {
  const measured: Measured[] = [];
  for (const { joined, summary } of patterns) {
    const slots = joined.slots.filter((slot) => slot.unit === 'ms' || slot.unit === 'bytes');
    for (const [index, { unit, whole, earlier, later }] of slots.entries()) {
      if (unit === undefined || whole === undefined) continue;
      const which = slots.length === 1 ? '' : ` (measure ${number(index + 1)})`;
      measured.push({
        what: `${unit === 'ms' ? 'Durations' : 'Sizes'} in [${summary.id}]${which}`,
        unit,
        whole,
        ...(earlier === undefined ? {} : { earlier }),
        ...(later === undefined ? {} : { later }),
      });
    }
  }
  for (const { logSource, field, ...rest } of fields)
    measured.push({ ...rest, what: `${oneLine(field, 60)} in ${oneLine(nameOfSource(logSource), 120)}` });
  return measured.filter(({ whole }) => whole.count >= minCount);
};

/** How much the 95th percentile of the later half is above that of the earlier; undefined where one half has too few values. */
const growthOf = ({ earlier, later }: Measured): number | undefined => {
  if (earlier === undefined || later === undefined || earlier.count < minHalf || later.count < minHalf)
    return undefined;
  const before = quantileOf(earlier, 0.95);
  return before <= 0 ? undefined : quantileOf(later, 0.95) / before;
};

const factOf = (measured: Measured): FactDraft => {
  const { what, unit, whole, earlier, later } = measured;
  const [p50, p95] = [quantileOf(whole, 0.5), quantileOf(whole, 0.95)];
  const growth = growthOf(measured);
  const isChange = growth !== undefined && (growth >= minGrowth || growth <= 1 / minGrowth);
  const change =
    !isChange || earlier === undefined || later === undefined
      ? ''
      : ` The 95th percentile ${growth >= 1 ? 'rose' : 'fell'} from ${measure(quantileOf(earlier, 0.95), unit)} in the earlier half to ${measure(quantileOf(later, 0.95), unit)} in the later.`;
  return {
    kind: isChange ? 'measure-changed' : 'measure',
    sentence: `${what}: half are within ${measure(p50, unit)}, 95 % within ${measure(p95, unit)}, the greatest is ${measure(whole.max, unit)} (${plural(whole.count, 'value')}).${change}`,
    figures: { count: whole.count, p50, p95, max: whole.max, ...(growth === undefined ? {} : { growth }) },
  };
};

/** How telling a measure is: what changed most first, then durations with the longest tails. */
const weightOf = (measured: Measured): number => {
  const growth = growthOf(measured) ?? 1;
  const change = Math.abs(Math.log(Math.max(1e-6, growth)));
  return (
    (change >= Math.log(minGrowth) ? 10 * change : 0) +
    (measured.unit === 'ms' ? 1 : 0) +
    Math.log10(measured.whole.count) / 10
  );
};

/** Durations and sizes that the logs carry, those that changed first. */
export const performanceFacts = (joined: JoinedAnalysis): readonly FactDraft[] => {
  const measured = measuredOf(joined).toSorted((a, b) => weightOf(b) - weightOf(a) || (a.what < b.what ? -1 : 1));
  if (measured.length === 0)
    return [
      {
        kind: 'no-measures',
        sentence: `No duration or size occurs in ${number(minCount)} or more events of one pattern.`,
        figures: {},
      },
    ];
  const left = measured.length - maxMeasures;
  return [
    ...measured.slice(0, maxMeasures).map(factOf),
    ...(left > 0
      ? [
          {
            kind: 'further-measures',
            sentence: `${plural(left, 'further measure is', 'further measures are')} not named here; ${left === 1 ? 'it changed' : 'they changed'} less.`,
            figures: { measures: left },
          },
        ]
      : []),
  ];
};
