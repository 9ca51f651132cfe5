import { minuteMs } from '@bellwether/log-model';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { archiveQueryOf } from '@bellwether/alerts';
import { eventLine, partitionPath } from '@bellwether/lake';
import { fileArchive, openLocalState } from '@bellwether/local-adapters';
import { makeEvent, sampleTimeMs } from '@bellwether/testkit';

describe('the query that an alert gives for the archive', () => {
  it('is taken by a database, and finds the events of its group alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bellwether-query-'));
    const state = await openLocalState(folder);
    try {
      const events = [
        makeEvent({ id: 'mine', timestampMs: sampleTimeMs + 20 * minuteMs }),
        makeEvent({ id: 'shortly before', timestampMs: sampleTimeMs + 16 * minuteMs }),
        makeEvent({ id: 'long before', timestampMs: sampleTimeMs + minuteMs }),
        makeEvent({ id: 'elsewhere', timestampMs: sampleTimeMs + 20 * minuteMs, logGroup: '/app/other' }),
      ];
      const lines = events.map((event, n) => eventLine({ sequence: String(n), event }, 'application')).join('');
      const path = `${partitionPath('events', 'application', sampleTimeMs)}/s-0-3.ndjson.gz`;
      await fileArchive(state.layout.archive).write(path, gzipSync(lines));
      const seenMs = sampleTimeMs + 20 * minuteMs;
      const sql = archiveQueryOf(
        { scope: '111122223333:/app/web', dataset: 'application' },
        { firstSeenMs: seenMs, lastSeenMs: seenMs },
        { region: 'eu-west-1', database: 'bellwether', workgroup: 'bellwether' },
      );
      // On a laptop the view over the same files is called otherwise.
      const found = await state.query(sql.replace('"bellwether"."events_once"', 'events'));
      expect(found.map(({ id }) => id)).toEqual(['shortly before', 'mine']);
    } finally {
      await state.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
