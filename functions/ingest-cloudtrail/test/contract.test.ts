import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { noticeOf } from '@bellwether/pipeline';
import { decodedKey, readNotice } from '../src/contract.ts';
import { createdNotice, createdRecord, encodedKey, testNotice } from './notices.ts';

const sentMs = 1_700_000_000_000;
const object = {
  bucket: 'trail',
  key: 'a key+1.json.gz',
  etag: 'd41d8cd98f00b204e9800998ecf8427e',
  noticedMs: Date.UTC(2026, 0, 15, 12, 20, 0, 123),
};

describe('readNotice', () => {
  it('names the object by its decoded key, its version and its time', () => {
    expect(readNotice(createdNotice('trail', 'a key+1.json.gz', { versionId: 'v1' }), sentMs)).toEqual({
      kind: 'objects',
      objects: [{ ...object, versionId: 'v1' }],
      others: 0,
    });
  });

  it('reads a notice that came through a topic', () => {
    const body = JSON.stringify({ Type: 'Notification', Message: createdNotice('trail', 'a key+1.json.gz') });
    expect(readNotice(body, sentMs)).toEqual({ kind: 'objects', objects: [object], others: 0 });
  });

  it('takes the time of the message when the notice has none that can be read', () => {
    const body = createdNotice('trail', 'a key+1.json.gz', {}, { eventTime: 'yesterday' });
    expect(readNotice(body, sentMs)).toMatchObject({ objects: [{ noticedMs: sentMs }] });
  });

  it('counts notices of other things', () => {
    const removed = createdRecord('trail', 'gone', {}, { eventName: 'ObjectRemoved:Delete' });
    const body = JSON.stringify({ Records: [removed, createdRecord('trail', 'a key+1.json.gz')] });
    expect(readNotice(body, sentMs)).toEqual({ kind: 'objects', objects: [object], others: 1 });
  });

  it('reads the notices that a replay writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.nat(), (key, fromRecord) => {
        const noticed = { ...object, key, versionId: 'v1', fromRecord };
        expect(readNotice(noticeOf(noticed), sentMs)).toEqual({ kind: 'objects', objects: [noticed], others: 0 });
      }),
    );
  });

  it('knows the test that S3 sends', () => {
    expect(readNotice(testNotice('trail'), sentMs)).toEqual({ kind: 'test' });
  });

  it('gives back every key that S3 encodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (key) => {
        expect(decodedKey(encodedKey(key))).toBe(key);
      }),
    );
  });

  it.each([
    ['text', 'hello', 'bad_json'],
    ['nothing', '', 'bad_json'],
    ['null', 'null', 'bad_shape'],
    ['a message of another service', '{"version":"0"}', 'bad_shape'],
    ['a notice without an object', JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Put' }] }), 'bad_shape'],
    ['a key that is badly encoded', createdNotice('trail', 'x', { key: '%E0%A4%A' }), 'bad_shape'],
  ])('refuses %s as a value', (_name, body, code) => {
    expect(readNotice(body, sentMs)).toMatchObject({ kind: 'failure', failure: { code } });
  });

  it('throws on no message', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => void readNotice(body, sentMs)));
  });
});
