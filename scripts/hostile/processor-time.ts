/** Times that something too slow is tried, so that collecting garbage and compiling are not taken for its own. */
export const maxTries = 3;

/** Milliseconds of processor time that this process has used: a machine that is busy with others does not add to it. */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
