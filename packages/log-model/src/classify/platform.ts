import type { Attributes, Severity } from '@bellwether/log-events';
import { withoutClientText, withoutClientValues } from './client-text.ts';
import { readLength } from './scan-text.ts';

/** A message that a runtime or kernel writes itself, which nobody writes by accident. */
interface PlatformMessage {
  readonly severity: Severity;
  readonly pattern: RegExp;
}

/**
 * Messages of the JVM, the Linux kernel, Kubernetes, Go, Node.js, Python and AWS Lambda, the severest first: memory that ran
 * out and broken processes are CRITICAL, a failed invocation or an exception nobody caught is ERROR.
 */
const platformMessages: readonly PlatformMessage[] = [
  {
    severity: 'CRITICAL',
    pattern:
      /\bOutOfMemoryError\b|\bout of memory: kill(?:ed)? process|\boom-kill(?:er)?\b.{0,40}(?:invoked|:constraint)|\bOOMKilled\b|\bMemory cgroup out of memory\b|\bheap out of memory\b/i,
  },
  {
    severity: 'CRITICAL',
    pattern:
      /^\s{0,8}panic: |\bkernel panic\b|\bfatal error: |^fatal: |\bSIGSEGV\b|\bsegmentation fault\b|\bsegfault at \b|\bcore dumped\b/i,
  },
  {
    severity: 'CRITICAL',
    pattern:
      /\bSIGKILL\b|\bSIGABRT\b|\bcrashed by signal\b|(?:terminated|killed|exited)(?: by| with| on)? signal \d{1,2}\b|^\s{0,8}Killed\s{0,8}$|\bline \d{1,9}: {1,8}\d{1,10} Killed\b/i,
  },
  {
    severity: 'ERROR',
    pattern: /\bno servers? (?:is |are )?available\b|\bis DOWN\b(?!\s?for)/,
  },
  { severity: 'ERROR', pattern: /\bunhandled (?:promise )?rejection\b/i },
  {
    severity: 'ERROR',
    pattern:
      /\bTask timed out after \d+(?:\.\d+)? seconds\b|\bProcess exited before completing request\b|\bRuntime exited with error\b|\bRuntimeError: |\bRuntime\.(?:ExitError|ImportModuleError|UnhandledPromiseRejection|HandlerNotFound)\b/,
  },
  {
    severity: 'ERROR',
    pattern:
      /\bTraceback \(most recent call last\)|\bUnhandled(?:PromiseRejection| exception\b)|\bUncaught (?:exception\b|\w{0,40}Error\b)|\bException in thread "/i,
  },
];

/**
 * Severity of an unmistakable platform message in the text; undefined when there is none. What a client chose of the text (an address,
 * an agent, its name) is not looked at.
 *
 * @param attributes  the record's, of which some repeat what a client chose
 */
export const platformSeverity = (message: string, attributes: Attributes): Severity | undefined => {
  const text = message.length > readLength ? message.slice(0, readLength) : message;
  // Nearly all texts are decided by the first look.
  if (!platformMessages.some(({ pattern }) => pattern.test(text))) return undefined;
  const own = withoutClientText(withoutClientValues(text, attributes));
  return platformMessages.find(({ pattern }) => pattern.test(own))?.severity;
};
