/**
 * Why a question was refused. `bad_query`: it breaks its contract. `bad_cursor`: the cursor was not made by this question.
 * `too_broad`: answering it would read more than a question may. `timed_out`: the answer did not come in time. `not_kept`: this
 * deployment does not store what is asked for.
 */
export type QueryErrorCode = 'bad_query' | 'bad_cursor' | 'too_broad' | 'timed_out' | 'not_kept';

/** A question that cannot be answered as asked. `message` is one sentence for a person and quotes no value. */
export class QueryError extends Error {
  readonly code: QueryErrorCode;

  constructor(code: QueryErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'QueryError';
    this.code = code;
  }
}
