import type { MailSender } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { sesCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SesCalls } from '../sdk/ses.ts';

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' });

/**
 * Mail through SES, as `multipart/alternative` of text and HTML. Needs `ses:SendEmail` on the identity of the sender, and while
 * the account is in SES's sandbox on those of the receivers too.
 */
export const sesMail = (calls: Calls<SesCalls> = sesCalls): MailSender => ({
  send: ({ from, to, subject, text, html, headers }) =>
    portCall('mail', 'send', async () => {
      await (
        await calls()
      ).send({
        FromEmailAddress: from,
        Destination: { ToAddresses: [...to] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
          },
        },
      });
    }),
});
