import type { Notification } from '@bellwether/ports';
import { boundsBySize, messageOf } from './message.ts';
import type { Message } from './message.ts';

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * Renders as much of a notification as the channel takes: the whole of it, or the largest of the smaller forms that fits; what is
 * left out is said in the message.
 *
 * @param sizeOf  what the channel measures of the rendered message, such as bytes of its JSON
 * @throws RangeError when even the smallest form is too large, which no notification should reach
 */
export const fitted = <Rendered>(
  notification: Notification,
  maxSize: number,
  render: (message: Message) => Rendered,
  sizeOf: (rendered: Rendered) => number = (rendered) => bytesOf(JSON.stringify(rendered)),
): Rendered => {
  let larger = notification;
  for (const bounds of boundsBySize) {
    const message = messageOf(notification, bounds, larger);
    larger = message.notification;
    const rendered = render(message);
    if (sizeOf(rendered) <= maxSize) return rendered;
  }
  throw new RangeError(`The smallest form of the message is beyond ${maxSize}.`);
};
