/**
 * The log group a file stands for: its name without what rotation and compression add, so that `app.log`, `app.log.1`
 * and `app-20261120.log.gz` share one baseline. Backslashes become slashes.
 */
export const logGroupOf = (name: string): string => {
  const plain = name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const withoutCompression = plain.replace(/\.(?:gz|gzip)$/i, '');
  const withoutNumber = withoutCompression.replace(
    /(\.[A-Za-z]{2,8})[.-](?:\d{1,10}|\d{4}-\d{2}-\d{2}(?:[-.]\d{1,3})?)$/,
    '$1',
  );
  return withoutNumber.replace(/[.-]\d{4}-?\d{2}-?\d{2}(?=\.[A-Za-z]{2,8}$)/, '');
};
