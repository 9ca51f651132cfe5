import type { Alert, AlertSink, Narration, NarrationFacts, Narrator, WorkflowStarter } from '@bellwether/ports';

export interface MemoryAlerts extends AlertSink {
  /** Every alert sent, repeats included, in order. For assertions. */
  readonly sent: readonly Alert[];
}

export interface MemoryWorkflows extends WorkflowStarter {
  /** Name to input of every workflow started. For assertions. */
  readonly started: ReadonlyMap<string, unknown>;
}

export interface MemoryNarrator extends Narrator {
  /** Every report asked for, in order. For assertions. */
  readonly asked: readonly NarrationFacts[];
}

/** Keeps alerts. Repeats are kept too, so that a test sees a person notified twice. */
export const memoryAlerts = (): MemoryAlerts => {
  const sent: Alert[] = [];
  return {
    sent,
    notify: async (alert) => {
      sent.push({ ...alert });
    },
  };
};

/** Starts nothing and remembers what it was asked to start. */
export const memoryWorkflows = (): MemoryWorkflows => {
  const started = new Map<string, unknown>();
  return {
    started,
    start: async (name, input) => {
      if (started.has(name)) {
        return 'already_started';
      }
      started.set(name, structuredClone(input));
      return 'started';
    },
  };
};

/** Words a report with its facts, one paragraph each, or as `narration` says. */
export const memoryNarrator = (narration?: Narration): MemoryNarrator => {
  const asked: NarrationFacts[] = [];
  return {
    asked,
    narrate: async (facts) => {
      asked.push(structuredClone(facts));
      return narration ?? { paragraphs: facts.facts.map((fact) => fact.sentence), writtenBy: 'facts' };
    },
  };
};
