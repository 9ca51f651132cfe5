import { describe, expect, it } from '@jest/globals';
import { judgeFile, type FileDamage } from '../src/analyze/judge-file.ts';

type Totals = Parameters<typeof judgeFile>[0];

const judge = (totals: Partial<Totals>, seen: { readBytes?: number; damage?: FileDamage; notEvents?: string } = {}) =>
  judgeFile(
    { received: 0, unreadable: {}, ...totals },
    { readBytes: seen.readBytes ?? 100, damage: seen.damage, notEvents: seen.notEvents },
  );

describe('judging a file', () => {
  it.each<[string, ReturnType<typeof judge>, ReturnType<typeof judge>]>([
    ['a file that was read in whole', judge({ received: 3 }), { outcome: 'ok', problems: [] }],
    ['an empty file', judge({}, { readBytes: 0 }), { outcome: 'skipped', problems: ['The file is empty.'] }],
    ['a document without records', judge({}), { outcome: 'skipped', problems: ['The file holds no records.'] }],
    [
      'a digest',
      judge({}, { notEvents: 'a CloudTrail digest' }),
      { outcome: 'skipped', problems: ['The file is a CloudTrail digest.'] },
    ],
    [
      'one record that is too long',
      judge({ received: 9, unreadable: { too_long: 1 } }),
      {
        outcome: 'failed',
        problems: ['1 record was longer than what is read of one record; the beginning is in quarantine.'],
      },
    ],
    [
      'records that cannot be read for two reasons',
      judge({ received: 9, unreadable: { bad_json: 2, not_text: 1 } }),
      { outcome: 'failed', problems: ['2 records were cut off or broken JSON.', '1 record was no text.'] },
    ],
    [
      'a binary file',
      judge({}, { damage: { kind: 'failure', failure: { code: 'not_text', controlScore: 0.123 } } }),
      { outcome: 'failed', problems: ['The file is not text: 12 % of its beginning are control characters.'] },
    ],
    [
      'a Parquet file that is too large',
      judge({}, { damage: { kind: 'failure', failure: { code: 'too_long', lengthBytes: 9, limitBytes: 8 } } }),
      { outcome: 'failed', problems: ['The Parquet file is larger, or unpacks to more, than can be read.'] },
    ],
    ...(
      [
        ['compression', 'is compressed by a method that is not supported; gzip and Snappy are.'],
        ['file', 'is damaged.'],
      ] as const
    ).map(([field, words]): [string, ReturnType<typeof judge>, ReturnType<typeof judge>] => [
      `a Parquet file: ${field}`,
      judge({}, { damage: { kind: 'failure', failure: { code: 'bad_shape', format: 'parquet', field } } }),
      { outcome: 'failed', problems: [`The Parquet file ${words}`] },
    ]),
    [
      'a gzip file that is cut off',
      judge({ received: 4 }, { damage: { kind: 'failure', failure: { code: 'truncated_gzip', readBytes: 40 } } }),
      {
        outcome: 'failed',
        problems: ['The gzip data ends too early; 40 bytes could be read before the end.'],
      },
    ],
    [
      'a disk that fails',
      judge({ received: 4 }, { damage: { kind: 'system', code: 'EIO' } }),
      { outcome: 'failed', problems: ['The file could not be read to its end (EIO).'] },
    ],
  ])('says what is wrong with %s', (_, judged, expected) => {
    expect(judged).toEqual(expected);
  });
});
