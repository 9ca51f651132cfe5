/** Words of a status that says that something was done, and that it was not. */
const success: ReadonlySet<string> = new Set(
  'success succeeded successful succeed ok pass passed allow allowed accept accepted granted permit permitted complete completed compliant delivered delivery true healthy established succeess'.split(
    ' ',
  ),
);
const failure: ReadonlySet<string> = new Set(
  'fail failed fails failing failure failures error errors errored deny denied reject rejected block blocked drop dropped refuse refused timeout timedout timed aborted abort fault faulted noncompliant unauthorized forbidden invalid unhealthy bounce bounced undeliverable exception expired unreachable crashed unavailable throttled challenge captcha false'.split(
    ' ',
  ),
);

/** A status is short; longer texts are sentences. */
const maxLength = 64;

/**
 * Whether a status says that something succeeded or failed: `FAILED`, `Failed:ClientCertUntrusted`, `NON_COMPLIANT`, `true`.
 *
 * @returns undefined for a state that is neither, such as `RUNNING`
 */
export const outcomeOfWord = (value: unknown): 'success' | 'failure' | undefined => {
  if (typeof value === 'boolean') return value ? 'success' : 'failure';
  if (typeof value !== 'string' || value.length > maxLength) return undefined;
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]{1,8}/, 12);
  const isNegated = words.some((word) => word === 'non' || word === 'not' || word === 'no');
  const isFailure = words.some((word) => failure.has(word));
  const isSuccess = words.some((word) => success.has(word));
  if (isFailure) return isNegated ? (isSuccess ? 'success' : undefined) : 'failure';
  return isSuccess ? (isNegated ? 'failure' : 'success') : undefined;
};
