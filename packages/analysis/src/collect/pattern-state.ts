import {
  extractParameters,
  identify,
  oneLine,
  scopeOf,
  severityNumberOf,
  type LogEvent,
  type Severity,
} from '@bellwether/log-model';
import { GrowingSketch } from './number-sketch.ts';
import { measureOf, slotsOf, type Slot, type Unit } from './slots.ts';
import type { PatternFacts, SlotFacts } from './window-facts.ts';

/** What the analysis reads of an event. */
export type AnalyzedEvent = Pick<
  LogEvent,
  'id' | 'timestampMs' | 'dataset' | 'account' | 'logGroup' | 'severity' | 'message' | 'attributes' | 'templateId'
>;

/** A template as the collector is given it. */
export interface KnownTemplate {
  readonly id: string;
  readonly text: string;
  readonly firstSeenMs: number;
}

const maxText = 300;
const maxSample = 400;
const maxSamples = 2;
const maxSlots = 12;
/** Distinct values of a slot that are remembered. A slot with more is one that identifies, such as a request id. */
const maxValues = 48;
const maxValueText = 80;

interface SlotState {
  readonly slot: Slot;
  readonly numbers: GrowingSketch;
  unit: Unit;
  /** Undefined once there were too many. */
  values: Map<string, { count: number; firstMs: number }> | undefined;
  /** Values that were numbers of the slot's unit. */
  measured: number;
}

/** A pattern while its window is read. */
export class PatternState {
  private count = 0;
  private errors = 0;
  private severity: Severity = 'TRACE';
  private firstMs = Number.POSITIVE_INFINITY;
  private lastMs = Number.NEGATIVE_INFINITY;
  private readonly samples: { eventId: string; timeMs: number; text: string }[] = [];
  private readonly slots: readonly SlotState[];
  private readonly text: string;
  private readonly first: AnalyzedEvent;
  private readonly template: KnownTemplate | undefined;

  constructor(first: AnalyzedEvent, template: KnownTemplate | undefined) {
    this.first = first;
    this.template = template;
    this.text = template?.text ?? first.message;
    this.slots = (template === undefined ? [] : slotsOf(template.text)).slice(0, maxSlots).map((slot) => ({
      slot,
      numbers: new GrowingSketch(),
      unit: slot.measure?.unit ?? 'number',
      values: new Map(),
      measured: 0,
    }));
  }

  add(event: AnalyzedEvent): void {
    const { timestampMs, severity, message, id } = event;
    this.count += 1;
    if (severityNumberOf[severity] >= severityNumberOf.ERROR) this.errors += 1;
    if (severityNumberOf[severity] > severityNumberOf[this.severity]) this.severity = severity;
    if (timestampMs < this.firstMs) this.firstMs = timestampMs;
    if (timestampMs > this.lastMs) this.lastMs = timestampMs;
    if (this.samples.length < maxSamples)
      this.samples.push({ eventId: id, timeMs: timestampMs, text: oneLine(message, maxSample) });
    if (this.slots.length > 0) this.addParameters(message, timestampMs);
  }

  private addParameters(message: string, timestampMs: number): void {
    const parameters = extractParameters(this.text, message);
    if (parameters === undefined) return;
    for (const [index, state] of this.slots.entries()) {
      const value = parameters[index]?.value;
      if (value === undefined) return;
      const measure = measureOf(state.slot, value);
      if (measure !== undefined) {
        if (state.measured === 0) state.unit = measure.unit;
        if (state.unit === measure.unit) {
          state.numbers.add(measure.value);
          state.measured += 1;
        }
      }
      const { values } = state;
      if (values === undefined) continue;
      const known = values.get(value);
      if (known !== undefined) {
        known.count += 1;
        if (timestampMs < known.firstMs) known.firstMs = timestampMs;
      } else if (values.size < maxValues && value.length <= maxValueText)
        values.set(value, { count: 1, firstMs: timestampMs });
      else state.values = undefined;
    }
  }

  private slotFacts(): readonly SlotFacts[] {
    return this.slots.flatMap(({ slot, numbers, unit, values, measured }, position) => {
      const sketch = numbers.get();
      // Where only some values are numbers, their quantiles would be of a part that nobody chose.
      const isNumeric = sketch !== undefined && measured === this.count;
      if (!isNumeric && values === undefined) return [];
      const listed =
        values && [...values].toSorted(([a, left], [b, right]) => right.count - left.count || (a < b ? -1 : 1));
      return [
        {
          position,
          name: oneLine(slot.name, 40),
          ...(isNumeric ? { numbers: { unit, sketch } } : {}),
          ...(listed === undefined
            ? {}
            : { values: listed.map(([value, { count, firstMs }]) => ({ value: oneLine(value, 80), count, firstMs })) }),
        },
      ];
    });
  }

  facts(): PatternFacts {
    const { first, template, text, severity, count, errors, firstMs, lastMs, samples } = this;
    const logSource = scopeOf(first);
    const templateId = template?.id ?? first.templateId;
    return {
      key: identify('analysis-pattern', logSource, templateId),
      logSource,
      templateId,
      text: oneLine(text, maxText),
      severity,
      dataset: first.dataset,
      count,
      errors,
      firstMs,
      lastMs,
      ...(template === undefined ? {} : { knownSinceMs: template.firstSeenMs }),
      samples,
      slots: this.slotFacts(),
    };
  }
}
