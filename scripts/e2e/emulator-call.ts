/** A call as the services' protocols shape it: JSON with a target, a query form, or REST by its path. */
export interface EmulatorCall {
  readonly service: string;
  readonly target?: string;
  readonly form?: string;
  readonly path?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface EmulatorAnswer {
  readonly isGood: boolean;
  readonly text: string;
}

/** Emulators route by the service that a signature names, and check no signature: this one is none. */
const authorization = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;

/**
 * Calls an emulator without a client of the service: the end-to-end tier lists what more than thirty clients would be needed for.
 * Never throws on an answer; throws when nothing answers.
 */
export const fetchText = async (endpoint: string, call: EmulatorCall): Promise<EmulatorAnswer> => {
  const headers: Record<string, string> = { Authorization: authorization(call.service) };
  const isRest = call.path !== undefined;
  if (call.target !== undefined) {
    headers['Content-Type'] = 'application/x-amz-json-1.1';
    headers['X-Amz-Target'] = call.target;
  } else if (call.form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  const answer = await fetch(`${endpoint}${call.path ?? '/'}`, {
    method: isRest ? 'GET' : 'POST',
    headers,
    signal: AbortSignal.timeout(30_000),
    ...(isRest ? {} : { body: call.form ?? JSON.stringify(call.body ?? {}) }),
  });
  return { isGood: answer.ok, text: await answer.text() };
};
