import { describe, expect, it } from '@jest/globals';
import { trailNotice } from '@bellwether/pipeline';

const folder = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/15';
const keyOf = (time: string, kind = 'CloudTrail'): string =>
  `${folder.replace('CloudTrail', kind)}/111122223333_${kind}_eu-west-1_${time}_Qw3rty.json.gz`;
const file = (key: string) => ({ bucket: 'trail', key, etag: 'e', versionId: 'v', writtenMs: 7 });
const range = { fromMs: Date.UTC(2026, 0, 15, 12), toMs: Date.UTC(2026, 0, 15, 13) };

describe('a file of a trail', () => {
  it('without a time in its name is as old as it was written', () => {
    const copy = { ...file(`${folder}/copy.json.gz`), writtenMs: range.fromMs };
    expect(trailNotice(copy, range)?.path).toBe(copy.key);
  });

  it('is told of as its notice did', () => {
    const notice = trailNotice(file(keyOf('20260115T1205Z')), range);
    expect(notice?.object).toEqual({
      ...{ bucket: 'trail', key: keyOf('20260115T1205Z'), etag: 'e', versionId: 'v', noticedMs: 7 },
    });
    expect(JSON.parse(notice?.body ?? '')).toMatchObject({
      Records: [{ s3: { object: { versionId: 'v', eTag: 'e' } } }],
    });
  });

  it.each([
    ['before the range', keyOf('20260115T1155Z'), false],
    ['at its beginning', keyOf('20260115T1200Z'), true],
    ['a while behind its end, with events that came late', keyOf('20260115T1355Z'), true],
    ['long behind it', keyOf('20260115T1400Z'), false],
    ['with insights', keyOf('20260115T1205Z', 'CloudTrail-Insight'), true],
    ['long ago, by when it was written, where its name does not say', `${folder}/copy.json.gz`, false],
    ['as a folder by a console', `${folder}/`, false],
    ['a digest', keyOf('20260115T1205Z', 'CloudTrail-Digest'), false],
    ['of something else', 'AWSLogs/111122223333/elasticloadbalancing/x_20260115T1205Z_y.log.gz', false],
  ])('is one when it was made %s', (_, key, expected) => {
    expect(trailNotice(file(key), range) !== undefined).toBe(expected);
  });
});
