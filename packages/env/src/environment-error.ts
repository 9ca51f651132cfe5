/** Everything that is wrong with a function's environment, in one error. Names variables, never quotes a value. */
export class EnvironmentError extends Error {
  /** One sentence a variable, in the order of the definition. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment has ${problems.length} problem${problems.length === 1 ? '' : 's'}: ${problems.join(' ')}`);
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}
