/** Longest wait that is believed: a day, in milliseconds. */
const maxWaitMs = 86_400_000;

/**
 * Reads `Retry-After`, which is a number of seconds or a date. A date is measured against the answer's own `Date`, so that
 * clocks that disagree do no harm.
 *
 * @returns milliseconds, in [0, one day]; `undefined` when there is none that can be read
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export const retryAfterMs = (value: string | undefined, date: string | undefined): number | undefined => {
  if (value === undefined || value.length > 40) return undefined;
  const waitMs = /^\d{1,9}$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.parse(date ?? '');
  return Number.isFinite(waitMs) ? Math.min(maxWaitMs, Math.max(0, waitMs)) : undefined;
};
