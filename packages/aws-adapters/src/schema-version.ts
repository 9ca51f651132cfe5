/**
 * Version of what templates, alert groups and counts look like in their tables; part of each key. Raise it with every change that
 * the release before could not read: until 1.0 a changed version starts afresh, and what stands under the older keys is never read
 * again. They share one version, since new templates beside old counts would pass for news.
 */
export const schemaVersion = 3;
