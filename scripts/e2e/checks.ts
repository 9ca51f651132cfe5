/** How long an effect may take to show, in milliseconds: an emulator polls its streams every few seconds. */
const patienceMs = 90_000;
const everyMs = 1_500;

/** Runs checks one after the other, prints a line for each, and counts. */
export class Checks {
  passed = 0;
  failed = 0;

  fail(name: string, error: unknown): void {
    this.failed += 1;
    console.log(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** A check that passes when the task does not throw. Later tasks run in either case. */
  async run(name: string, task: () => Promise<void>): Promise<void> {
    const startedMs = Date.now();
    try {
      await task();
      this.passed += 1;
      console.log(`ok     ${name} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
    } catch (error) {
      this.fail(name, error);
    }
  }

  /** A check of what must be seen within the patience. */
  eventually<Seen>(name: string, look: () => Promise<Seen>, isRight: (seen: Seen) => boolean): Promise<void> {
    return this.run(name, async () => {
      const endMs = Date.now() + patienceMs;
      for (let seen = await look(); !isRight(seen); seen = await look()) {
        if (Date.now() > endMs)
          throw new Error(`not so after ${patienceMs / 1000} s; seen: ${JSON.stringify(seen).slice(0, 2_000)}`);
        await new Promise((done) => setTimeout(done, everyMs));
      }
    });
  }
}
