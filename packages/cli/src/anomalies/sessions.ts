import { scoreSessions, SessionLog, trainSessions, type SessionScore } from '@bellwether/anomaly-models';
import {
  createMiner,
  plainLine,
  redact,
  redactionMark,
  templateAsWildcards,
  type RedactionPolicy,
} from '@bellwether/log-model';
import { unitsOfBytes } from '../analyze/read-units.ts';
import { createOutcomeReader, type LineOutcome } from '../parse/read-outcomes.ts';
import type { Input } from '../parse/open-input.ts';

/** How many lines were read, and how many of them belong to no session. */
export interface SessionCounts {
  lines: number;
  withoutKey: number;
}

/** Templates are learnt over all files together. */
const scope = 'input';
/** Sessions that one line may belong to; a longer list is not the key of anything. */
const maxKeysOfLine = 1_000;
const maxKeyLength = 256;

/** The ids in a line: what the first group matched, or all that matched; each once. */
export const keysOf = (text: string, key: RegExp): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const match of text.matchAll(key)) {
    const id = match[1] ?? match[0];
    if (id !== '' && id.length <= maxKeyLength) found.add(id);
    if (found.size >= maxKeysOfLine) break;
  }
  return found;
};

const messageOf = ({ outcome, raw }: LineOutcome): string | undefined => {
  if (outcome.kind === 'record')
    return outcome.record.isKeyBody === true ? redactionMark('private-key', '', undefined) : outcome.record.message;
  return outcome.kind === 'dropped' && outcome.reason === 'continuation' ? raw.text.trim() : undefined;
};

export interface SessionFiles {
  readonly train: readonly Input[];
  readonly score: readonly Input[];
}

/**
 * Learns what is usual in a session from some files, and scores the sessions of others. A session that began in the first goes on in the
 * second: it is judged on all of its lines.
 *
 * @param key  finds the ids of the sessions in a line; with the flag `g`
 * @param isAnomalous  whether a session of the training is known to be an anomaly; such sessions are not learnt from
 * @throws RangeError when the training has too few sessions
 */
export const judgeSessions = async (
  files: SessionFiles,
  options: {
    readonly key: RegExp;
    readonly redaction: RedactionPolicy;
    readonly isAnomalous: (id: string) => boolean;
    readonly counts: SessionCounts;
  },
): Promise<readonly SessionScore[]> => {
  const miner = createMiner();
  const training = new SessionLog();
  const all = new SessionLog();
  const scored = new Set<string>();
  let line = 0;
  const takeLine = (outcome: LineOutcome, receivedMs: number, isTraining: boolean): void => {
    const message = messageOf(outcome);
    if (message === undefined) return;
    options.counts.lines += 1;
    const ids = keysOf(outcome.raw.text, options.key);
    if (ids.size === 0) {
      options.counts.withoutKey += 1;
      return;
    }
    const { templateId } = miner.learn(scope, redact(message, options.redaction).text, (line += 1));
    const timeMs = (outcome.outcome.kind === 'record' ? outcome.outcome.record.timestampMs : undefined) ?? receivedMs;
    for (const id of ids) {
      if (isTraining) training.add(id, templateId, timeMs);
      else scored.add(id);
      all.add(id, templateId, timeMs);
    }
  };
  const take = async ({ bytes, origin, receivedMs }: Input, isTraining: boolean): Promise<void> => {
    const reader = createOutcomeReader(origin, receivedMs);
    for await (const { units } of unitsOfBytes(bytes))
      for (const unit of units) for (const outcome of reader.take(unit)) takeLine(outcome, receivedMs, isTraining);
    for (const outcome of reader.end()) takeLine(outcome, receivedMs, isTraining);
  };
  for (const input of files.train) await take(input, true);
  for (const input of files.score) await take(input, false);
  // A template that became part of another is named by that one.
  const nameOf = (id: string): string => {
    const text = miner.template(scope, id)?.text;
    return text === undefined ? id : plainLine(templateAsWildcards(text)).slice(0, 300);
  };
  const normal = training.sessions(nameOf).filter(({ id }) => !options.isAnomalous(id));
  const model = trainSessions(normal, training.endMs);
  return scoreSessions(
    model,
    all.sessions(nameOf).filter(({ id }) => scored.has(id)),
    all.endMs,
  );
};
