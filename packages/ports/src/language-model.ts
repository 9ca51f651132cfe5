/** One turn of a conversation with a model. */
export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What a model is asked. It gets no tools: the shape of its answer is all that it may choose. */
export interface ModelRequest {
  readonly system: string;
  /** Begins and ends with a user's. */
  readonly messages: readonly ModelMessage[];
  /** JSON schema of the answer, an object. An adapter passes on what its model understands; the caller checks the answer anyway. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Bound on what the model may write, reasoning included, in tokens. */
  readonly maxTokens: number;
}

/**
 * Why a model stopped. Only `complete` leaves an answer that may be used.
 *
 * `refused`: it declined. `filtered`: a guardrail or filter of the service stepped in. `too_long`: it reached `maxTokens`.
 * `context_exceeded`: the request was longer than the model takes. `malformed`: the service could not read what the model wrote.
 * `other`: anything else, also a reason that is not known yet.
 */
export type ModelStop = 'complete' | 'refused' | 'filtered' | 'too_long' | 'context_exceeded' | 'malformed' | 'other';

export interface ModelAnswer {
  /** What the model wrote for the reader; its reasoning is not part of it. */
  readonly text: string;
  readonly stop: ModelStop;
  /** As the service counted them; absent where it did not. */
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** A language model. It answers, and does nothing else. */
export interface LanguageModel {
  /** Names it exactly: what was probed of one id says nothing of another. */
  readonly id: string;
  /** @throws PortError when it cannot be asked */
  ask(request: ModelRequest): Promise<ModelAnswer>;
  /** Tokens of a request as this model counts them; undefined where it cannot, so that the caller estimates. Never throws. */
  countTokens(request: ModelRequest): Promise<number | undefined>;
}
