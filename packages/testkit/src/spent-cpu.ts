/**
 * Processor time that a run takes in this process, in milliseconds. For tests that bound the work on hostile input: a clock on the wall also
 * measures whatever else the machine does.
 *
 * @example expect(spentCpuMs(() => parse(hostile))).toBeLessThan(500)
 */
export const spentCpuMs = (run: () => void): number => {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};
