/** An error as the SDK throws it: a name, a status, and for a failed condition the item that was met. */
export const sdkError = (
  name: string,
  more: { readonly status?: number; readonly [key: string]: unknown } = {},
): Error => {
  const { status, ...rest } = more;
  return Object.assign(new Error(`${name}: details`), { name, ...rest, $metadata: { httpStatusCode: status ?? 400 } });
};

/** Gives a client's calls, as `clients.ts` does. */
export const opened =
  <Service>(service: Service) =>
  async (): Promise<Service> =>
    service;

/** A call that a test does not expect. */
export const unexpected = async (): Promise<never> => {
  throw new Error('This call was not expected.');
};
