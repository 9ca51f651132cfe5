import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import { describeShapeProblems, HandlerError } from './handler-error.ts';
import type { InvocationContext, LambdaContext, Observed } from './invocation.ts';
import { invocationContext, observe, runObserved } from './invocation.ts';

export interface TaskHandlerOptions<Input extends z.core.$ZodType, Output extends z.core.$ZodType> extends Observed {
  /** Schema of the task's input; of `zod` or `zod/mini`. */
  readonly input: Input;
  /** Schema of what the task gives back, such as what a state machine's next state relies on. */
  readonly output: Output;
  run(input: z.output<Input>, context: InvocationContext): Promise<z.input<Output>>;
}

/**
 * The handler of a task of a state machine: checks what comes in and what goes out.
 *
 * @throws HandlerError named `TaskInputError` or `TaskOutputError`, which a definition can catch apart from failures of the run
 */
export const taskHandler = <Input extends z.core.$ZodType, Output extends z.core.$ZodType>(
  options: TaskHandlerOptions<Input, Output>,
): ((event: unknown, context?: LambdaContext) => Promise<z.output<Output>>) => {
  const observed = observe(options);
  return (event, context) =>
    runObserved(observed, async () => {
      const input = safeParse(options.input, event);
      if (!input.success)
        throw new HandlerError('TaskInputError', `The input is not valid: ${describeShapeProblems(input.error)}.`);
      const output = safeParse(options.output, await options.run(input.data, invocationContext(context)));
      if (!output.success)
        throw new HandlerError('TaskOutputError', `The output is not valid: ${describeShapeProblems(output.error)}.`);
      return output.data;
    });
};
