const { TestEnvironment } = require('jest-environment-node');

/** Skips what is left of a file after its first failure: one failure kills a mutant. A `.cjs`, because Stryker loads it by require. */
module.exports = class extends TestEnvironment {
  #hasFailed = false;

  async handleTestEvent(event) {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#hasFailed = true;
    else if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
  }
};
