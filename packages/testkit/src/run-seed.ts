/**
 * The seed that `BELLWETHER_SEED` gives this run's random tests; absent where the variable is not set. The nightly tier sets it to the
 * date. The jest preset gives the same seed to fast-check.
 *
 * @throws RangeError when the variable is not a whole number
 */
export const runSeed = (): number | undefined => {
  const written = process.env['BELLWETHER_SEED'];
  if (written === undefined || written === '') return undefined;
  const seed = Number(written);
  if (!Number.isSafeInteger(seed)) throw new RangeError('BELLWETHER_SEED is not a whole number.');
  return seed;
};
