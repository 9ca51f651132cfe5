import { oneLine, scopeOf, type Severity } from '@bellwether/log-model';
import type { AnalysisWindow } from '../windows/plan-windows.ts';
import { GrowingSketch } from './number-sketch.ts';
import { PatternState, type AnalyzedEvent, type KnownTemplate } from './pattern-state.ts';
import { unitOfName, type Unit } from './slots.ts';
import {
  windowFactsVersion,
  type ActorCount,
  type FieldFacts,
  type FindingFacts,
  type WindowFacts,
} from './window-facts.ts';

/** What a window keeps at most: patterns, actors of each kind while it is read and afterwards, and measured fields. */
const maxPatterns = 20_000;
const maxActors = 5_000;
const maxKeptActors = 50;
const maxFields = 200;

/** Finds the template of an event's log source; a template that became part of another is that one. */
export type TemplateLookup = (logSource: string, templateId: string) => KnownTemplate | undefined;

/** Reads the events of one window, in any order, each once. */
export interface WindowCollector {
  /** Adds an event; one outside the window is left out. */
  add(event: AnalyzedEvent): void;
  /** @param findings  those seen in the window */
  facts(findings?: readonly FindingFacts[]): WindowFacts;
}

type Counts = Partial<Record<Severity, number>>;

const addTo = (counts: Counts, severity: Severity): void => {
  counts[severity] = (counts[severity] ?? 0) + 1;
};

class ActorCounter {
  private readonly actors = new Map<string, { events: number; failures: number }>();
  further = 0;

  add(actor: string, isFailure: boolean): void {
    const known = this.actors.get(actor);
    if (known !== undefined) {
      known.events += 1;
      if (isFailure) known.failures += 1;
    } else if (this.actors.size < maxActors) this.actors.set(actor, { events: 1, failures: isFailure ? 1 : 0 });
    else this.further += 1;
  }

  /** Those with most events, and those with most failures. */
  get(): readonly ActorCount[] {
    const all = [...this.actors].map(([actor, counts]) => ({ actor: oneLine(actor, 160), ...counts }));
    const busiest = all.toSorted((a, b) => b.events - a.events || (a.actor < b.actor ? -1 : 1));
    const failing = all.toSorted((a, b) => b.failures - a.failures || (a.actor < b.actor ? -1 : 1));
    const kept = new Set([...busiest.slice(0, maxKeptActors / 2), ...failing.slice(0, maxKeptActors / 2)]);
    return busiest.filter((one) => kept.has(one));
  }
}

const textOf = ({ attributes }: AnalyzedEvent, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = attributes[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
};

const identityNames = ['user.name', 'user.id'];
const addressNames = ['source.ip', 'client.ip', 'source.address', 'client.address'];

/** Numbers that events carry as fields whose names say their unit. */
class FieldCounter {
  private readonly fields = new Map<string, { logSource: string; field: string; unit: Unit; sketch: GrowingSketch }>();

  add(logSource: string, { attributes }: AnalyzedEvent): void {
    for (const field in attributes) {
      const value = attributes[field];
      if (typeof value !== 'number' || !Number.isFinite(value)) continue;
      const measure = unitOfName(field);
      if (measure === undefined) continue;
      const key = `${logSource}\n${field}`;
      let state = this.fields.get(key);
      if (state === undefined) {
        if (this.fields.size >= maxFields) continue;
        state = { logSource, field: oneLine(field, 80), unit: measure.unit, sketch: new GrowingSketch() };
        this.fields.set(key, state);
      }
      state.sketch.add(value * measure.factor);
    }
  }

  get(): readonly FieldFacts[] {
    return [...this.fields.values()].flatMap(({ logSource, field, unit, sketch }) => {
      const got = sketch.get();
      return got === undefined ? [] : [{ logSource, field, unit, sketch: got }];
    });
  }
}

/**
 * Collects the facts of one window. Memory depends on patterns and actors, not on events.
 *
 * @example
 * const collector = collectWindow(window, templates.find);
 * for await (const event of events) collector.add(event);
 * const facts = collector.facts(findings);
 */
export const collectWindow = (window: AnalysisWindow, findTemplate: TemplateLookup): WindowCollector => {
  const bySeverity: Counts = {};
  const logSources = new Map<string, { dataset: AnalyzedEvent['dataset']; bySeverity: Counts }>();
  const patterns = new Map<string, Map<string, PatternState>>();
  const [identities, addresses] = [new ActorCounter(), new ActorCounter()];
  const fields = new FieldCounter();
  let [events, patternCount, further] = [0, 0, 0];

  const patternOf = (logSource: string, event: AnalyzedEvent): PatternState | undefined => {
    const ofSource = patterns.get(logSource) ?? new Map<string, PatternState>();
    patterns.set(logSource, ofSource);
    const known = ofSource.get(event.templateId);
    if (known !== undefined) return known;
    const template = findTemplate(logSource, event.templateId);
    let state = template === undefined ? undefined : ofSource.get(template.id);
    if (state === undefined) {
      if (patternCount >= maxPatterns) return undefined;
      patternCount += 1;
      state = new PatternState(event, template);
      if (template !== undefined) ofSource.set(template.id, state);
    }
    ofSource.set(event.templateId, state);
    return state;
  };

  return {
    add: (event) => {
      const { timestampMs, severity, dataset, attributes } = event;
      if (timestampMs < window.startMs || timestampMs >= window.endMs) return;
      events += 1;
      addTo(bySeverity, severity);
      const logSource = scopeOf(event);
      const source = logSources.get(logSource) ?? { dataset, bySeverity: {} };
      logSources.set(logSource, source);
      addTo(source.bySeverity, severity);
      const pattern = patternOf(logSource, event);
      if (pattern === undefined) further += 1;
      else pattern.add(event);
      fields.add(logSource, event);
      const isFailure = severity === 'ERROR' || severity === 'CRITICAL' || attributes['event.outcome'] === 'failure';
      const [who, from] = [textOf(event, identityNames), textOf(event, addressNames)];
      if (who !== undefined) identities.add(who, isFailure);
      if (from !== undefined) addresses.add(from, isFailure);
    },
    facts: (findings = []) => {
      const states = new Set([...patterns.values()].flatMap((ofSource) => [...ofSource.values()]));
      return {
        version: windowFactsVersion,
        window,
        events,
        bySeverity,
        logSources: [...logSources]
          .map(([logSource, source]) => ({ logSource, ...source }))
          .toSorted((a, b) => (a.logSource < b.logSource ? -1 : 1)),
        patterns: [...states]
          .map((state) => state.facts())
          .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
        further: { patterns: further, actors: identities.further + addresses.further },
        fields: fields.get(),
        identities: identities.get(),
        addresses: addresses.get(),
        findings,
      };
    },
  };
};
