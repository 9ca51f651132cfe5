/** Encrypts an object with a key that is not the bucket's own; with that one where none is named. */
export const underKey = (keyArn: string | undefined) =>
  keyArn === undefined ? {} : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: keyArn, BucketKeyEnabled: true };
