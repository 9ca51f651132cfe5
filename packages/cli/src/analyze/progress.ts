import { escapeForTerminal } from '@bellwether/log-model';
import type { InputFile } from './collect-files.ts';

/** How far a run is; counted while it goes on. */
export interface RunCounter {
  /** Events of the run so far. */
  events: number;
  /** Bytes of files that were read, as they lie, before decompression. */
  rawBytes: number;
  /** Number of the file that is read, from 1. */
  file: number;
  readonly files: number;
  /** Bytes of all files; undefined where a stream is among them, whose length nobody knows. */
  readonly totalBytes: number | undefined;
}

export const startCounter = (files: readonly InputFile[]): RunCounter => ({
  events: 0,
  rawBytes: 0,
  file: 0,
  files: files.length,
  totalBytes: files.some(({ isStream }) => isStream) ? undefined : files.reduce((sum, file) => sum + file.sizeBytes, 0),
});

/** Shows how far long work is, on standard error, so that standard output stays clean. */
export interface Progress {
  /** @param readBytes  bytes of the file so far, after decompression */
  update(file: string, readBytes: number, counter: RunCounter): void;
  done(): void;
}

/** Milliseconds between two updates: often enough on a terminal, rarely in a log. */
const terminalEveryMs = 100;
const logEveryMs = 5_000;
/** The time left is said once so much was read, and so many milliseconds went by: before, it would be a guess. */
const minShareScore = 0.02;
const minElapsedMs = 2_000;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const leftText = (leftMs: number): string => {
  const seconds = Math.ceil(leftMs / 1_000);
  if (seconds < 60) return `${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
};

/**
 * How far the run is as a whole; empty where a stream is read.
 *
 * @example '34 %, file 3 of 12, 2 min left, '
 */
const wholeText = ({ rawBytes, totalBytes, file, files }: RunCounter, elapsedMs: number): string => {
  if (totalBytes === undefined || totalBytes === 0) return '';
  // A file may grow while it is read.
  const shareScore = Math.min(1, rawBytes / totalBytes);
  const isKnown = shareScore >= minShareScore && elapsedMs >= minElapsedMs;
  const left = isKnown ? `, ${leftText((elapsedMs * (1 - shareScore)) / shareScore)}` : '';
  return `${Math.floor(shareScore * 100)} %, file ${file} of ${files}${left}, `;
};

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
    update: (file, readBytes, counter) => {
      const timeMs = now();
      if (isQuiet || timeMs - lastMs < (stream.isTTY ? terminalEveryMs : logEveryMs)) return;
      lastMs = timeMs;
      const { events } = counter;
      const rate = Math.round(events / Math.max(0.001, (timeMs - startedMs) / 1000));
      const name = escapeForTerminal(file.slice(-60));
      const line = `${wholeText(counter, timeMs - startedMs)}${name}: ${megabytes(readBytes)} read, ${events} events in all, ${rate} a second`;
      stream.write(stream.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      isLineOpen = stream.isTTY === true;
    },
    done: () => {
      if (isLineOpen) stream.write('\r\u001b[K');
      isLineOpen = false;
    },
  };
};
