import type { HttpAnswer, HttpSender } from '@bellwether/ports';

/** The other side did not take the message. A cause of `PortError`; quotes nothing of what was sent. */
export class OutputRefusal extends Error {
  readonly status: number;
  /** What the other side asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(answer: HttpAnswer) {
    // Such as `invalid_payload`; anything longer or stranger may echo the message or a secret.
    const word = /^[a-z][a-z_]{2,40}$/.exec(answer.body.trim())?.[0];
    super(`The answer was ${answer.status}${word === undefined ? '' : ` ${word}`}.`);
    this.name = 'OutputRefusal';
    this.status = answer.status;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

/** Whether the same message may be taken a little later: too many, too slow, or a fault of the other side. */
export const mayPass = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

/**
 * Posts JSON and makes sure that it was taken.
 *
 * @throws OutputRefusal for every answer but a 2xx, a redirect included
 * @throws PortError when there is no answer
 */
export const postJson = async (
  http: HttpSender,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> => {
  const answer = await http.post({
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  });
  if (answer.status < 200 || answer.status > 299) throw new OutputRefusal(answer);
  return answer;
};
