import { scopeOf } from './count/scope.ts';
import type { EventEvidence } from './decide/candidate.ts';
import type { DetectorInputs } from './detectors/detector.ts';
import { openEventDetectors } from './detectors/registry.ts';
import { changedByCall, couldBeChange } from './failures/change-hint.ts';
import { askedFields, type CompiledRules, type PartialEvent } from '@bellwether/detection-engine';
import type { LogEvent, Provenance, RecordOrigin, ReadRecord } from '@bellwether/log-events';
import type { TemplateHandle, TemplateMiner } from '@bellwether/template-miner';
import {
  addRedactions,
  defaultRedactionPolicy,
  groupKeyOf,
  type RedactionClass,
  type RedactionCounts,
  type RedactionPolicy,
  redact,
} from '@bellwether/redaction';
import { hasServiceId, provenanceOf } from './provenance.ts';
import { redactRecord } from './redact-record.ts';
import { defaultNoveltyPolicy, isNewFailure, type NoveltyPolicy } from './score/novelty.ts';
import { plainStages, type UnderstandStages } from './understand-stages.ts';

/** The position of a record, which its event's id and sequence are made of. */
export interface RecordPosition {
  readonly origin: RecordOrigin;
  /** Where the record is in its shard: texts that sort in order. */
  readonly sequence: string;
  /** Used when neither the record nor its service says when it happened; epoch milliseconds UTC. */
  readonly arrivalMs: number;
  /** Id of the event when its service gave it none. */
  readonly fallbackId: string;
  /** Number of the line in its file as an editor counts, from 1; absent where the record is not a line of a text file. */
  readonly line?: number;
  /** Where the record came from; absent where that is unknown; an account-level record is then only claimed. */
  readonly provenance?: Provenance;
}

/** A record that was read, and its position. */
export interface PositionedRecord {
  readonly record: ReadRecord;
  readonly position: RecordPosition;
}

/** An event, with the evidence that detectors found in it. */
export interface UnderstoodEvent {
  readonly sequence: string;
  readonly event: LogEvent;
  readonly evidence: readonly EventEvidence[];
  /** Whether rules read more than the event contains: the JSON that it was parsed from. */
  readonly isOfDocument?: boolean;
  /** Where its record came from. */
  readonly provenance?: Provenance;
  /** Number of its line, as `RecordPosition.line`. */
  readonly line?: number;
  /** Whether its id is its service's own, from a declared source: it counts once there, wherever its copies are. */
  readonly hasServiceId?: true;
  /** Names of what a call of the trail changes, redacted; absent where it changes nothing that runs. */
  readonly changed?: string;
  /** What was taken out of it, by class; absent where nothing was. A mark in its text may have been written by anybody. */
  readonly redacted?: RedactionCounts;
}

/** An event while it is filled in. */
type Understanding = { -readonly [Key in keyof UnderstoodEvent]: UnderstoodEvent[Key] };

export interface Understander {
  understand(record: ReadRecord, position: RecordPosition): UnderstoodEvent;
  /** Since when a scope is known, epoch milliseconds UTC; undefined before its first event. */
  readonly sinceMs: (scope: string) => number | undefined;
  /** Forgets what is known of a scope besides its templates, when those were forgotten too. */
  readonly forget: (scope: string) => void;
  /** Whether a detector could have evidence about an event of which only these fields are known; true when that is not certain. */
  readonly couldMatch: (partial: PartialEvent) => boolean;
  /**
   * Learns an event of a known kind without making it.
   *
   * @param inFull  reads the event's record; asked only when the event speaks for a new kind of failure
   * @returns the id of its template, or the event where it had to be made
   */
  readonly learnKnown: (
    kind: KnownKind,
    timestampMs: number,
    inFull: () => PositionedRecord,
  ) => string | UnderstoodEvent;
  /** What was taken out of messages and attributes since the last call, by class. */
  takeRedactions(): RedactionCounts;
}

/**
 * What all events have in common whose meaning is known before they are read: no rule can match them, and each adds one to
 * the same counters. They are counted without being made.
 */
export interface KnownKind {
  readonly scope: string;
  /** The redacted message, which makes the template. */
  readonly message: string;
  /** Errors may be new kinds of failure, so their templates are looked at. */
  readonly severity: LogEvent['severity'];
  /** Counters that each event adds to, but for its template's. */
  readonly fields: readonly string[];
}

/** What is kept of what was understood: whole events, or what detectors and counters made of them. */
export type KeptOfEvents = 'events' | 'evidence';

/** The scope a record belongs to, known before it is understood so that the scope's templates can be loaded first. */
export const scopeOfRecord = (record: ReadRecord, origin: RecordOrigin): string =>
  scopeOf({ account: record.account ?? origin.account, logGroup: origin.logGroup, dataset: record.dataset });

/** Texts of evidence that held nothing to take out; descriptions, names and callers come again and again. Never a secret. */
const maxClean = 4_096;
/** Longest text that is remembered, in UTF-16 units. */
const maxCleanLength = 1_000;

/** Takes out of texts what the policy takes out, and looks at those that held nothing only once. */
const textRedactor = (policy: RedactionPolicy): ((text: string) => string) => {
  const clean = new Set<string>();
  return (text) => {
    if (clean.has(text)) return text;
    const redacted = redact(text, policy).text;
    if (redacted === text && text.length <= maxCleanLength) {
      if (clean.size >= maxClean) clean.clear();
      clean.add(text);
    }
    return redacted;
  };
};

const nothingFound: readonly EventEvidence[] = [];

/**
 * The whole pure core for one record after another: severity, category, redaction, template, rule hits and novelty.
 *
 * The miner is the only state. A scope's first template says since when the scope is known.
 */
export const createUnderstander = (parts: {
  readonly miner: TemplateMiner;
  readonly rules: CompiledRules;
  readonly novelty?: NoveltyPolicy;
  /** What is taken out before anything is kept; secrets and private data when absent. */
  readonly redaction?: RedactionPolicy;
  /** With `evidence` nobody keeps the events, so they are made without the attributes that no rule reads; `events` when absent. */
  readonly keeps?: KeptOfEvents;
  /** Where answers about known lines come from; every record goes through every stage when absent. */
  readonly stages?: UnderstandStages;
}): Understander => {
  const stages = parts.stages ?? plainStages;
  const redaction = parts.redaction ?? defaultRedactionPolicy;
  const redactText = textRedactor(redaction);
  const isAsked = parts.keeps === 'evidence' ? askedFields(parts.rules) : undefined;
  let redacted: Partial<Record<RedactionClass, number>> = {};
  const novelty = parts.novelty ?? defaultNoveltyPolicy;
  const scopeFirstSeenMs = new Map<string, number>();
  /** Since when the scope is known: its first template's time, restored or learnt; asked before the scope's first event is learnt. */
  const knownSince = (scope: string, timestampMs: number): number => {
    const known = scopeFirstSeenMs.get(scope);
    if (known !== undefined) return known;
    const first = parts.miner
      .templates(scope)
      .reduce((least, template) => Math.min(least, template.firstSeenMs), timestampMs);
    scopeFirstSeenMs.set(scope, first);
    return first;
  };
  /** Scope of the last record, and since when it is known: neighbours mostly share it. */
  let last: { readonly origin: RecordOrigin; readonly record: ReadRecord; readonly scope: string } | undefined;
  const scopeAt = (record: ReadRecord, origin: RecordOrigin): string => {
    if (last?.origin === origin && last.record.account === record.account && last.record.dataset === record.dataset)
      return last.scope;
    const scope = scopeOfRecord(record, origin);
    last = { origin, record, scope };
    return scope;
  };
  const keyText = (text: string): string => groupKeyOf(text, redactText(text), redaction.hashKey);
  const detectors = openEventDetectors({ rules: parts.rules, novelty, redactText, keyText });
  /** What detectors get besides the event: one object, set anew for each event. */
  let [stateScope, stateTemplateId] = ['', ''];
  let placed: PositionedRecord | undefined;
  const state: { -readonly [Key in keyof DetectorInputs['event']['state']]: DetectorInputs['event']['state'][Key] } = {
    scopeSinceMs: 0,
    template: () => parts.miner.template(stateScope, stateTemplateId),
    newValue: () => parts.miner.newValue(stateScope, stateTemplateId),
    provenance: () => placed && provenanceOf(placed.record, placed.position.provenance),
  };
  const evidenceIn = (
    read: PositionedRecord,
    event: LogEvent,
    scope: string,
    scopeSinceMs: number,
  ): readonly EventEvidence[] => {
    const { sequence } = read.position;
    state.scopeSinceMs = scopeSinceMs;
    [stateScope, stateTemplateId] = [scope, event.templateId];
    placed = read;
    const input = { event, document: read.record.document };
    let found: EventEvidence[] | undefined;
    for (const detector of detectors)
      for (const evidence of detector.evaluate(input, state)) (found ??= []).push({ sequence, event, scope, evidence });
    return found ?? nothingFound;
  };
  /** @param learntId  id of the record's template where it was learnt already */
  const understand = (record: ReadRecord, position: RecordPosition, learntId?: string): UnderstoodEvent => {
    const { severity, category } = stages.classify(record);
    const { origin, sequence, provenance, line } = position;
    const kept = redactRecord(record, redaction, isAsked, stages);
    const { message, attributes } = kept;
    if (kept.redacted !== undefined) addRedactions(redacted, kept.redacted);
    const timestampMs = record.timestampMs ?? position.arrivalMs;
    const scope = scopeAt(record, origin);
    const scopeSinceMs = knownSince(scope, timestampMs);
    const signature = message === record.message ? stages.signatureOf(record) : undefined;
    const templateId = learntId ?? parts.miner.learn(scope, message, timestampMs, signature).templateId;
    const event: LogEvent = {
      id: record.id ?? position.fallbackId,
      timestampMs,
      dataset: record.dataset,
      account: record.account ?? origin.account,
      region: record.region ?? origin.region,
      logGroup: origin.logGroup,
      logStream: origin.logStream,
      severity,
      category,
      message,
      attributes,
      templateId,
    };
    const evidence = evidenceIn({ record, position }, event, scope, scopeSinceMs);
    // Set one by one: spreading an object into another costs as much as all else here.
    const understood: Understanding = { sequence, event, evidence };
    if (record.document !== undefined) {
      understood.isOfDocument = true;
      const changed = changedByCall(record.dataset, attributes['event.action'], record.document);
      if (changed !== undefined) understood.changed = redactText(changed);
    }
    if (provenance !== undefined) understood.provenance = provenance;
    if (line !== undefined) understood.line = line;
    if (hasServiceId(record, provenance)) understood.hasServiceId = true;
    if (kept.redacted !== undefined) understood.redacted = kept.redacted;
    return understood;
  };
  const handles = new WeakMap<KnownKind, TemplateHandle>();
  /** Learns the message that all events of a kind have, by the template it led to before while that is valid. */
  const learnMessageOf = (kind: KnownKind, timestampMs: number): string => {
    const handle = handles.get(kind);
    if (handle?.isValid) {
      handle.see(timestampMs);
      return handle.templateId;
    }
    const { scope, message } = kind;
    const { templateId } = parts.miner.learn(scope, message, timestampMs);
    const next = parts.miner.recall(scope, message);
    if (next !== undefined) handles.set(kind, next);
    return templateId;
  };
  return {
    understand: (record, position) => understand(record, position),
    learnKnown: (kind, timestampMs, inFull) => {
      const { scope, severity } = kind;
      const scopeSinceMs = knownSince(scope, timestampMs);
      const templateId = learnMessageOf(kind, timestampMs);
      if (severity !== 'ERROR' && severity !== 'CRITICAL') return templateId;
      const firstSeenMs = parts.miner.template(scope, templateId)?.firstSeenMs;
      if (firstSeenMs === undefined || !isNewFailure({ severity, timestampMs }, firstSeenMs, scopeSinceMs, novelty))
        return templateId;
      const { record, position } = inFull();
      return understand(record, position, templateId);
    },
    sinceMs: (scope) => scopeFirstSeenMs.get(scope),
    forget: (scope) => {
      scopeFirstSeenMs.delete(scope);
      if (last?.scope === scope) last = undefined;
    },
    couldMatch: (partial) => couldBeChange(partial) || detectors.some((detector) => detector.couldMatch(partial)),
    takeRedactions: () => {
      const taken = redacted;
      redacted = {};
      return taken;
    },
  };
};
