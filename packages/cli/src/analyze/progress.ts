import { escapeForTerminal } from '@bellwether/log-model';

/** Shows how far long work is, on standard error, so that standard output stays clean. */
export interface Progress {
  update(file: string, readBytes: number, events: number): void;
  done(): void;
}

/** Milliseconds between two updates: often enough on a terminal, rarely in a log. */
const terminalEveryMs = 100;
const logEveryMs = 5_000;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** @param now  epoch milliseconds, such as `Date.now` */
export const createProgress = (
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number,
  isQuiet: boolean,
): Progress => {
  const startedMs = now();
  let lastMs = startedMs;
  let isLineOpen = false;
  return {
    update: (file, readBytes, events) => {
      const timeMs = now();
      if (isQuiet || timeMs - lastMs < (stream.isTTY ? terminalEveryMs : logEveryMs)) return;
      lastMs = timeMs;
      const rate = Math.round(events / Math.max(0.001, (timeMs - startedMs) / 1000));
      const line = `${escapeForTerminal(file.slice(-60))}: ${megabytes(readBytes)} read, ${events} events in all, ${rate} a second`;
      stream.write(stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      isLineOpen = stream.isTTY === true;
    },
    done: () => {
      if (isLineOpen) stream.write('\r\u001b[K');
      isLineOpen = false;
    },
  };
};
