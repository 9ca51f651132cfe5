import { dayMs } from '@bellwether/log-model';
import type { TimeSpan } from '@bellwether/log-model';
import type { DynamoCalls } from '../sdk/dynamo.ts';

/** Key of the one item that is not a finding: a set of all days on which findings were last seen. It has no day of its own. */
const daysKey = '#days';

/** The days that have findings, so that a list of any span asks for those alone. Ten bytes a day. */
export interface FindingDays {
  /** Notes a day that this process has not noted yet. Before its finding, so that a crash hides none. */
  note(dynamo: DynamoCalls, day: string): Promise<void>;
  /** Noted days that a span touches, oldest first. */
  between(dynamo: DynamoCalls, span: TimeSpan): Promise<readonly string[]>;
}

export const findingDays = (table: string): FindingDays => {
  const noted = new Set<string>();
  return {
    note: async (dynamo, day) => {
      if (noted.has(day)) return;
      await dynamo.update({
        TableName: table,
        Key: { id: { S: daysKey } },
        UpdateExpression: 'ADD #d :day',
        ExpressionAttributeNames: { '#d': 'days' },
        ExpressionAttributeValues: { ':day': { SS: [day] } },
      });
      noted.add(day);
    },
    between: async (dynamo, { fromMs, toMs }) => {
      const { Item } = await dynamo.get({ TableName: table, Key: { id: { S: daysKey } }, ConsistentRead: true });
      // Compared as times: years beyond 9999 and before 0 do not sort as text.
      return (Item?.['days']?.SS ?? [])
        .filter((day) => {
          const startMs = Date.parse(`${day}T00:00:00Z`);
          return startMs < toMs && startMs + dayMs > fromMs;
        })
        .toSorted();
    },
  };
};
