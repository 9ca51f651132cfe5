/** Runs one piece of work at a time, in the order asked. A piece that fails does not stop the next. */
export interface TurnTaking {
  take<T>(work: () => Promise<T>): Promise<T>;
}

/** A queue of work: one database connection, or one file, can do only one thing at a time. */
export const turnTaking = (): TurnTaking => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (work) => {
      const result = last.then(work);
      // The caller gets the failure through `result`; the queue only needs to know that the turn is over.
      last = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
  };
};
