import type { BusEvent, Notification, NotificationKind } from '@bellwether/ports';
import { bytesOf, fitted } from '../text/fit.ts';
import { ocsfFindingOf } from './ocsf-finding.ts';

/** EventBridge takes entries of 256 KB, all fields together. */
const maxDetailBytes = 240_000;

const detailTypeOf: Readonly<Record<NotificationKind, string>> = {
  opened: 'Alert Group Opened',
  rolled_up: 'Alert Group Rolled Up',
  recovered: 'Alert Group Recovered',
  reopened: 'Alert Group Reopened',
};

/** A notification on a bus. The detail contains `notification`, as it is, and `finding`, the same in OCSF. */
export const busEventOf = (busName: string, notification: Notification): BusEvent =>
  fitted(
    notification,
    maxDetailBytes,
    (message) => ({
      busName,
      source: 'bellwether',
      detailType: detailTypeOf[notification.kind],
      detail: JSON.stringify({
        version: 1,
        notification: message.notification,
        finding: ocsfFindingOf(message),
        ...(message.leftOut === undefined ? {} : { leftOut: message.leftOut }),
      }),
      timeMs: notification.lastSeenMs,
      resources: [],
    }),
    ({ detail }) => bytesOf(detail),
  );
