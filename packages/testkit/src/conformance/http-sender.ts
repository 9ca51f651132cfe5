import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer, HttpRequest, HttpSender } from '@bellwether/ports';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject } from './subject.ts';

export interface HttpSubject extends Subject<HttpSender> {
  /** Where the other side listens. */
  readonly url: string;
  /** What the other side answers from now on; `location` makes a redirect. */
  readonly answerWith: (answer: HttpAnswer & { readonly location?: string }) => void;
  /** What reached the other side, in order. Header names are in lower case. */
  readonly received: () => readonly Pick<HttpRequest, 'headers' | 'body'>[];
}

/** The contract of `HttpSender`. */
export const describeHttpSender = (name: string, make: MakeSubject<HttpSubject>): void => {
  const request = (url: string, body = '{"a":1}'): HttpRequest => ({
    url,
    headers: { 'content-type': 'application/json', 'x-mark': 'm-1' },
    body,
  });

  describe(`${name} as an HTTP sender`, () => {
    it('posts headers and body as they are, in every script', () =>
      withSubject(make, async ({ store, url, received }) => {
        const body = JSON.stringify({ text: 'größe 日本語 🦊\n'.repeat(2_000) });
        expect(await store.post(request(url, body))).toMatchObject({ status: 200 });
        expect(received()).toEqual([{ headers: expect.objectContaining({ 'x-mark': 'm-1' }) as unknown, body }]);
      }));

    it.each([200, 202, 400, 404, 429, 500, 503])('gives back the answer %i', (status) =>
      withSubject(make, async ({ store, url, answerWith }) => {
        answerWith({ status, body: 'invalid_payload' });
        expect(await store.post(request(url))).toEqual({ status, body: 'invalid_payload' });
      }),
    );

    it('says how long it was asked to wait', () =>
      withSubject(make, async ({ store, url, answerWith }) => {
        answerWith({ status: 429, body: '', retryAfterMs: 30_000 });
        expect(await store.post(request(url))).toEqual({ status: 429, body: '', retryAfterMs: 30_000 });
      }));

    it('gives back a redirect and does not follow it', () =>
      withSubject(make, async ({ store, url, answerWith, received }) => {
        answerWith({ status: 307, body: '', location: url });
        expect(await store.post(request(url))).toMatchObject({ status: 307 });
        expect(received()).toHaveLength(1);
      }));

    it('keeps the beginning of a long answer', () =>
      withSubject(make, async ({ store, url, answerWith }) => {
        answerWith({ status: 200, body: 'x'.repeat(1_000_000) });
        const { body } = await store.post(request(url));
        expect(body.length).toBeGreaterThan(1_000);
        expect(body.length).toBeLessThanOrEqual(16_384);
      }));

    it.each(['ftp://example.com/', 'nothing', '', 'file:///etc/hosts'])('refuses the address "%s"', (url) =>
      withSubject(make, async ({ store, received }) => {
        await expect(store.post(request(url))).rejects.toMatchObject({ name: 'PortError', retryable: false });
        expect(received()).toHaveLength(0);
      }),
    );
  });
};
