import { taskStreamsOf } from '../services/application-source.ts';
import { pythonLine } from '../services/email.ts';
import { paymentsLine } from '../services/payments.ts';
import { minuteMs } from '../settings.ts';
import { momentsBetween, startWithin } from './moments.ts';
import type { Chance } from '../chance/chance.ts';
import type { IncidentScript } from './incident-script.ts';

/** A release that goes wrong: what it announces, then what it throws. */
interface BadRelease {
  readonly service: string;
  readonly exception: string;
  readonly announce: (atMs: number, chance: Chance) => string;
  readonly throwIt: (atMs: number, chance: Chance) => string;
}

/** A trace with a cause after it; one part of the message differs each time. */
const javaTrace = (chance: Chance): string =>
  [
    `java.lang.IllegalStateException: Ledger entry le_${chance.hex(12)} has no currency`,
    '\tat com.shop.payments.ledger.LedgerMapper.toPosting(LedgerMapper.java:118)',
    '\tat com.shop.payments.ledger.LedgerWriter.write(LedgerWriter.java:64)',
    '\tat com.shop.payments.CaptureJob.capture(CaptureJob.java:203)',
    '\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)',
    '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
    'Caused by: java.lang.NullPointerException: Cannot invoke "java.util.Currency.getCurrencyCode()" because "currency" is null',
    '\tat com.shop.payments.ledger.LedgerMapper.toPosting(LedgerMapper.java:112)',
    '\t... 4 more',
  ].join('\n');

/** The message comes last, as Python prints it. */
const pythonTrace = (chance: Chance): string =>
  [
    'Traceback (most recent call last):',
    '  File "/app/mailer/sender.py", line 142, in send',
    '    body = self.templates.render(message.kind, message.context)',
    '  File "/app/mailer/templates.py", line 57, in render',
    '    return template.format_map(context)',
    `KeyError: 'tracking_url_${chance.pick(['de', 'en', 'fr'])}'`,
  ].join('\n');

/** The services it may hit: neither shows a stack trace on an ordinary day. */
const badReleases: readonly BadRelease[] = [
  {
    service: 'payments',
    exception: 'IllegalStateException',
    announce: (atMs, chance) =>
      paymentsLine(
        atMs,
        chance,
        'INFO',
        'PaymentsApplication',
        `Started PaymentsApplication 5.${chance.whole(8, 30)}.0 in ${chance.around(11, 0.2).toFixed(3)} seconds`,
      ),
    throwIt: (atMs, chance) =>
      paymentsLine(
        atMs,
        chance,
        'ERROR',
        'CaptureJob',
        `Capture failed for ch_${chance.hex(16)}\n${javaTrace(chance)}`,
      ),
  },
  {
    service: 'email',
    exception: 'KeyError',
    announce: (atMs, chance) =>
      pythonLine(atMs, 'INFO', 'mailer.main', `Worker started, release 2026.${chance.whole(1, 40)}, concurrency 8`),
    throwIt: (atMs, chance) =>
      pythonLine(
        atMs,
        'ERROR',
        'mailer.sender',
        `Unhandled exception while sending message ${chance.hex(12)}\n${pythonTrace(chance)}`,
      ),
  },
];

/** A deploy, and from then on an exception that was not seen before, a few times a minute for 40 to 60 minutes. */
export const newException: IncidentScript = {
  kind: 'new-exception',
  expectedRule: 'template-new',
  stage: ({ world, chance, slot }) => {
    const release = chance.pick(badReleases);
    const lengthMs = chance.whole(42, 60) * minuteMs;
    const startMs = startWithin(slot, lengthMs, chance);
    const endMs = startMs + lengthMs;
    const streams = taskStreamsOf(world, release.service, 3, 1);
    // The new tasks come up one after the other, four seconds apart.
    const deploy = streams.map((logStream, index) => {
      const timestampMs = startMs + index * 4_000;
      return { timestampMs, logStream, message: release.announce(timestampMs, chance) };
    });
    const thrown = momentsBetween(startMs + 30_000, endMs, chance.whole(3, 6), chance).map((timestampMs) => ({
      timestampMs,
      logStream: chance.pick(streams),
      message: release.throwIt(timestampMs, chance),
    }));
    return {
      startMs,
      endMs,
      title: `After a deploy the ${release.service} service throws a new ${release.exception} a few times a minute.`,
      logGroup: `/application/${release.service}`,
      resource: release.service,
      events: [...deploy, ...thrown],
      silencesGroup: false,
    };
  },
};
