import type { Notification } from '@bellwether/ports';
import { bytesOf, fitted } from '../text/fit.ts';

/** Bytes of a body; web servers commonly take a megabyte. */
const maxBodyBytes = 256_000;

/** The body of a webhook: `{ version: 1, headline, state, notification }`, plain text throughout, times in epoch milliseconds. */
export const webhookBodyOf = (notification: Notification): string =>
  fitted(
    notification,
    maxBodyBytes,
    ({ headline, state, notification: shown, leftOut }) =>
      JSON.stringify({
        version: 1,
        headline,
        state,
        notification: shown,
        ...(leftOut === undefined ? {} : { leftOut }),
      }),
    bytesOf,
  );
