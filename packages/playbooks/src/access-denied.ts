import { PortError } from '@bellwether/ports';

/** Names by which AWS says that a caller may not make a call. */
const denials: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AccessDeniedForDependencyException',
  'AuthorizationErrorException',
  'Client.UnauthorizedOperation',
  'UnauthorizedException',
  'UnauthorizedOperation',
]);

/** Whether a call failed because the role may not make it; looks at what an adapter gives as the cause. */
export const isAccessDenied = (error: unknown): boolean =>
  error instanceof PortError && error.cause instanceof Error && denials.has(error.cause.name);

/**
 * Runs what calls the account, and gives a denied call a name of its own, which the machine catches apart from other failures.
 *
 * @throws Error named `AccessDenied` when a call was denied; whatever else `run` throws as it is
 * @example
 * await namingDenials(() => prepared.apply(finding, settings)); // Error: accessKeys.deactivate failed ..., named AccessDenied
 */
export const namingDenials = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    if (!isAccessDenied(error)) throw error;
    throw Object.assign(new Error(error instanceof Error ? error.message : 'A call was denied.', { cause: error }), {
      name: 'AccessDenied',
    });
  }
};
