import type { Arrangement, SentCall } from './aws-border.ts';

/** What an invocation shows to the outside. */
export interface Seen {
  readonly sent: readonly SentCall[];
  /** What the handler answered, one per event; an error as its name and message. */
  readonly answers: readonly unknown[];
  /** Epoch milliseconds UTC, when the run ended. */
  readonly nowMs: number;
}

/** Variables of a function; `{border}` in a value becomes the address that AWS is answered on. */
export type Environment = Readonly<Record<string, string>>;

/** How one variable shows: the same run with another value looks different in exactly this. */
export interface Effect {
  /** Value of the other run; its own value in `environment` goes first. */
  readonly changed: string;
  /** Variables that both runs need besides. */
  readonly beside?: Environment;
  /** May be a promise. */
  readonly look: (seen: Seen) => unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** What both runs are answered from, where the function's own arrangement does not do. */
  readonly arrangement?: Arrangement;
}

/** A function's run that touches everything its environment names. */
export interface Composition {
  readonly environment: Environment;
  readonly events: readonly unknown[];
  readonly arrangement?: Arrangement;
  /** By variable. A variable of the contract that is not here fails the test, and so does one that the contract lacks. */
  readonly effects: Readonly<Record<string, Effect>>;
}
