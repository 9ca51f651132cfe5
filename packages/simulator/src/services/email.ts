import { commaTime } from '../text/times.ts';
import { uuidOf } from '../chance/identifiers.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import { applicationSource } from './application-source.ts';

/** One line of Python's logging with a usual format string. */
export const pythonLine = (atMs: number, level: string, logger: string, text: string): string =>
  `${commaTime(atMs)} - ${logger} - ${level} - ${text}`;

/** Kinds of mail. A template name is a word, so it may become part of a mined template. */
const kinds = ['order_confirmation', 'shipping_notice', 'password_reset', 'newsletter'] as const;

/**
 * The mailer: Python, three tasks. One of the two services a bad release may hit, so its everyday lines contain no
 * traceback at all.
 *
 * @see https://docs.python.org/3/library/logging.html#logrecord-attributes
 */
export const email = applicationSource({
  name: 'email',
  weight: 4.8,
  curve: shopHours,
  tasks: 3,
  lines: [
    [
      40,
      (atMs, chance) =>
        pythonLine(
          atMs,
          'INFO',
          'mailer.sender',
          `Sent ${chance.pick(kinds)} message_id=${uuidOf(chance)} in ${Math.round(chance.around(180, 0.4))} ms`,
        ),
    ],
    [
      25,
      (atMs, chance) =>
        pythonLine(
          atMs,
          'INFO',
          'mailer.queue',
          `Received ${chance.whole(1, 10)} messages from queue, ${chance.whole(0, 60)} waiting`,
        ),
    ],
    [
      15,
      (atMs, chance) =>
        pythonLine(
          atMs,
          'INFO',
          'mailer.templates',
          `Rendered template ${chance.pick(kinds)} locale=${chance.pick(['de', 'en', 'fr', 'it'])}`,
        ),
    ],
    [
      5,
      (atMs, chance) => pythonLine(atMs, 'INFO', 'mailer.queue', `Batch done: ${chance.whole(4, 10)} sent, 0 failed`),
    ],
    [
      4,
      (atMs, chance) =>
        pythonLine(
          atMs,
          'WARNING',
          'mailer.sender',
          `Recipient server deferred message (421), retry ${chance.whole(1, 4)} of 5 in ${chance.pick([30, 60, 120])} s`,
        ),
    ],
    [
      1,
      (atMs, chance) =>
        pythonLine(
          atMs,
          'WARNING',
          'mailer.bounces',
          `Hard bounce for recipient hash ${chance.hex(10)}: mailbox unknown`,
        ),
    ],
    [0.2, (atMs) => pythonLine(atMs, 'ERROR', 'mailer.sender', 'SMTP connection dropped by peer, reconnecting')],
  ],
});
