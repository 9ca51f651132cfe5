import { gzipSync } from 'node:zlib';
import type { Archive } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';

/** Documents that people open, by the end of their paths. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json',
};

/** The content type of a report or of an analysis's document; undefined for whatever else lies in the lake. */
export const documentTypeOf = (path: string): string | undefined =>
  types[/^(?:reports|analyses)\/.+\.(html|md|json)$/.exec(path)?.[1] ?? ''];

/** Writes a document compressed, as its content encoding says: a browser that is given it opens it as it is. */
export const writeDocument = (
  bucket: string,
  contentType: string,
  calls: Calls<Pick<S3Calls, 'put'>>,
): Archive['write'] => {
  const content = { Bucket: bucket, ContentType: contentType, ContentEncoding: 'gzip' };
  return (path, bytes) =>
    portCall('archive', 'write', async () => {
      const Key = checkedKey('archive', 'write', path);
      await (await calls()).put({ ...content, Key, Body: gzipSync(bytes) });
    });
};
