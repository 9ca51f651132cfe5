import type { Severity } from '@bellwether/log-model';
import type { NumberSketch } from '../collect/number-sketch.ts';
import type { SourceKind } from '../sources/source-offer.ts';
import type { FindingFacts, PatternFacts } from '../collect/window-facts.ts';
import type { Coverage } from '../windows/coverage.ts';
import type { ActorSummary, AnalysisFacts, FindingSummary, PatternSummary } from './analysis-facts.ts';

/** A slot over all windows, and over the earlier and the later half of them. */
export interface JoinedSlot {
  readonly position: number;
  readonly name: string;
  readonly unit?: 'ms' | 'bytes' | 'number';
  readonly whole?: NumberSketch;
  readonly earlier?: NumberSketch;
  readonly later?: NumberSketch;
  /** Absent where there were too many in one window, or altogether. */
  readonly values?: ReadonlyMap<string, { readonly count: number; readonly firstMs: number }>;
}

/** A pattern over all windows. */
export interface JoinedPattern extends Omit<PatternFacts, 'slots'> {
  /** Events by window, in the order of the windows. */
  readonly counts: readonly number[];
  readonly slots: readonly JoinedSlot[];
}

/** A window's part of the whole. */
export interface JoinedPoint {
  readonly startMs: number;
  readonly endMs: number;
  readonly events: number;
  readonly errors: number;
}

/** A pattern with the id that sentences name it by. */
export interface NumberedPattern {
  readonly summary: PatternSummary;
  readonly joined: JoinedPattern;
}

export interface FieldOverTime {
  readonly logSource: string;
  readonly field: string;
  readonly unit: 'ms' | 'bytes' | 'number';
  readonly whole: NumberSketch;
  readonly earlier?: NumberSketch;
  readonly later?: NumberSketch;
}

/** Everything that the sections of an analysis are written from. */
export interface JoinedAnalysis {
  readonly period: { readonly startMs: number; readonly endMs: number };
  readonly coverage: Coverage;
  readonly events: number;
  readonly errors: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly points: readonly JoinedPoint[];
  readonly logSources: AnalysisFacts['logSources'];
  /** The most telling first. */
  readonly patterns: readonly NumberedPattern[];
  readonly furtherPatterns: AnalysisFacts['furtherPatterns'];
  readonly fields: readonly FieldOverTime[];
  readonly findings: readonly FindingSummary[];
  readonly actors: readonly ActorSummary[];
  /** The analysis of the same selection before this one. */
  readonly previous?: AnalysisFacts;
  /** Log sources that keep their logs for less time than was asked for, and since when they have them. */
  readonly cutByRetention: readonly { readonly logSource: string; readonly keptSinceMs: number }[];
  /** Where the events were read from; absent where nobody chose. */
  readonly reading?: Reading;
}

/** Where the events of an analysis were read from, and what that took. */
export interface Reading {
  readonly source: SourceKind;
  /** Facts that the source cannot give, in words. */
  readonly cannotGive: readonly string[];
  readonly estimatedUsd: number;
}

/** A fact before it has a number. */
export interface FactDraft {
  readonly kind: string;
  readonly sentence: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly mustName?: string;
}

/** The log source as people name it: without the account where there is none. */
export const nameOfSource = (logSource: string): string => logSource.replace(/^local:/, '');

export const isError = (severity: Severity): boolean => severity === 'ERROR' || severity === 'CRITICAL';

export type { FindingFacts };
