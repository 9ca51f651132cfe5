import { undeliveredFromText } from '@bellwether/alerts';
import type { UndeliveredReader } from '@bellwether/ports';
import { refused, type ReplayItem } from './replay-item.ts';

/** Messages stay hidden from others for as long as sending some hundreds of them takes, and only briefly when they are listed. */
const hiddenSeconds = { sending: 300, listing: 30 } as const;

/** Notifications that no attempt delivered, from the queue that keeps them. */
export async function* gatherUndelivered(
  reader: UndeliveredReader,
  use: keyof typeof hiddenSeconds,
): AsyncGenerator<ReplayItem> {
  for await (const { id, body, remove } of reader.messages(hiddenSeconds[use])) {
    const undelivered = undeliveredFromText(body);
    if (undelivered === undefined) yield refused(`message ${id}`, 'It is not a notification; it stays on the queue.');
    else {
      const { output, notification } = undelivered;
      const path = `${output}: ${notification.severity} ${notification.title} (${notification.id})`;
      yield { kind: 'notification', path, undelivered, remove };
    }
  }
}
