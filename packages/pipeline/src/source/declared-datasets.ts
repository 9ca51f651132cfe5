import { datasets, type Dataset } from '@bellwether/log-model';

/** Which log sources are declared to hold which dataset. What nobody has declared is undefined. */
export interface DeclaredDatasets {
  /** @param account  the account that owns the log group: a declaration holds for one account */
  ofLogGroup(account: string, logGroup: string): Dataset | undefined;
  ofBucket(bucket: string): Dataset | undefined;
}

/** Declares nothing, so that nothing is acted on. */
export const nothingDeclared: DeclaredDatasets = { ofLogGroup: () => undefined, ofBucket: () => undefined };

const logGroupEntry = /^\d{12}:[a-zA-Z0-9_/.#-]{1,512}$/;
const bucketEntry = /^s3:[a-z0-9.-]{3,63}$/;

const isDataset = (word: string): word is Dataset => (datasets as readonly string[]).includes(word);

/**
 * Reads declarations: `<account>:<log group>=<dataset>` or `s3:<bucket>=<dataset>`, separated by commas.
 *
 * @returns undefined when an entry cannot be read, or one log source has two datasets
 * @example parseDeclaredDatasets('111122223333:/aws/vpc/main=vpc-flow,s3:acme-trail=cloudtrail')
 */
export const parseDeclaredDatasets = (written: string): DeclaredDatasets | undefined => {
  const declared = new Map<string, Dataset>();
  for (const entry of written.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [source = '', dataset = '', ...more] = entry.split('=');
    if (more.length > 0 || !isDataset(dataset)) return undefined;
    if (!logGroupEntry.test(source) && !bucketEntry.test(source)) return undefined;
    if ((declared.get(source) ?? dataset) !== dataset) return undefined;
    declared.set(source, dataset);
  }
  return {
    ofLogGroup: (account, logGroup) => declared.get(`${account}:${logGroup}`),
    ofBucket: (bucket) => declared.get(`s3:${bucket}`),
  };
};
