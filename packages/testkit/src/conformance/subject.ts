/** A store under test. `make` gives a fresh, empty one to every test. */
export interface Subject<Store> {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

export type MakeSubject<Made> = () => Promise<Made>;

export interface SuiteOptions {
  /** Cases a property tries; integer. Fewer for an adapter that talks to an emulator. */
  readonly propertyRuns?: number;
}

/** Makes a subject, runs the test, closes the subject whatever happens. */
export const withSubject = async <Made extends { readonly close: () => Promise<void> }>(
  make: MakeSubject<Made>,
  test: (made: Made) => Promise<void>,
): Promise<void> => {
  const made = await make();
  try {
    await test(made);
  } finally {
    await made.close();
  }
};
