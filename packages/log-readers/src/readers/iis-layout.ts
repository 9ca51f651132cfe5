import { isIp } from '../fields/attribute-set.ts';

/** IIS's default fields, as its log says in `#Fields:`. */
const core = 's-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip'.split(' ');

const isStatus = (value: string): boolean => /^\d{3}$/.test(value);

/** Index where three numbers stand that are status, substatus and Win32 status. */
const statusAt = (values: readonly string[], from: number): number => {
  for (let index = from; index + 2 < values.length; index += 1) {
    if (isStatus(values[index]!) && /^\d{1,5}$/.test(values[index + 1]!) && /^\d{1,10}$/.test(values[index + 2]!))
      return index;
  }
  return -1;
};

/** Names of what stands between client and status: version, agent, cookie, referrer, host, in IIS's fixed order. */
const middle = (values: readonly string[]): readonly string[] => {
  const hasVersion = values[0]?.startsWith('HTTP/') === true;
  const rest = hasVersion ? values.length - 1 : values.length;
  const names = ['cs(user-agent)', 'cs(cookie)', 'cs(referer)', 'cs-host'];
  const picked =
    rest === 4
      ? names
      : rest === 3
        ? ['cs(user-agent)', 'cs(referer)', 'cs-host']
        : rest === 2
          ? ['cs(user-agent)', 'cs(referer)']
          : names.slice(0, rest);
  return hasVersion ? ['cs-version', ...picked] : picked;
};

/** Names of what stands after the three status numbers: bytes sent and received, if logged, then the time taken. */
const tail = (values: readonly string[]): readonly string[] => {
  let numbers = 0;
  while (numbers < values.length && /^\d{1,18}$/.test(values[numbers]!)) numbers += 1;
  return numbers >= 3 ? ['sc-bytes', 'cs-bytes', 'time-taken'] : ['time-taken'];
};

/**
 * The field names of an IIS line whose `#Fields:` was not seen.
 *
 * IIS always writes the chosen fields in one order, so the server's address, the method and the status are enough to recognise
 * which ones were chosen.
 *
 * @see https://learn.microsoft.com/windows/win32/http/w3c-logging
 */
export const guessIisFields = (values: readonly string[]): readonly string[] | undefined => {
  let server = 2;
  while (server < 5 && !isIp(values[server]!)) server += 1;
  const client = server + core.length - 1;
  const status = statusAt(values, client + 1);
  if (!isIp(values[server]!) || status < 0 || values[client] === undefined) return undefined;
  const before = server === 2 ? [] : server === 3 ? ['s-sitename'] : ['s-sitename', 's-computername'];
  return [
    'date', 'time', ...before, ...core, ...middle(values.slice(client + 1, status)),
    'sc-status', 'sc-substatus', 'sc-win32-status', ...tail(values.slice(status + 3)),
  ]; // prettier-ignore
};

/** HTTPERR: `date time c-ip c-port s-ip s-port version method uri status siteid reason queue`. @see https://learn.microsoft.com/troubleshoot/iis/error-logging-http-apis */
export const httpErrFields = (values: readonly string[]): readonly string[] | undefined => {
  const isErr = isIp(values[2]!) && /^\d{1,5}$/.test(values[3]!) && isIp(values[4]!);
  return isErr
    ? 'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri-stem sc-status s-siteid s-reason s-queuename'.split(
        ' ',
      )
    : undefined;
};
