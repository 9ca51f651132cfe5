import { klogReader } from '../readers/klog.ts';
import { lambdaReader } from '../readers/lambda.ts';
import { logfmtReader } from '../readers/logfmt.ts';
import { accessReader } from '../readers/access.ts';
import { cefReader, leefReader } from '../readers/cef.ts';
import { vpcFlowReader } from '../readers/vpc-flow.ts';
import { timestampAt } from '../time/timestamp.ts';
import { anyReceivedMs } from '../time/calendar.ts';

const access = /^(?:\S{1,120} ){1,4}[^[\n]{0,120}\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d/;
const usualKey = /(?:^|\s)(?:msg|message|level|lvl)=/;
const key = /^(?:time|ts|level|lvl|at|msg|method|t|severity|source|sample#|[a-z_]{1,20})=\S/;

/**
 * Whether a text begins like a whole record of its own, so that a time, a name or a header before it only wraps it. A time with a
 * level and a message after it wraps nothing: it is one line.
 */
export const beginsRecord = (text: string): boolean => {
  const code = text.charCodeAt(0);
  if (code === 0x7b) return /^\{\s{0,16}"/.test(text) && text.trimEnd().endsWith('}');
  if (code >= 0x41 && code <= 0x5a) {
    if (/^[IWEF]\d{4}/.test(text)) return klogReader.recognise(text) > 0;
    if (text.startsWith('CEF:')) return cefReader.recognise(text) > 0;
    if (text.startsWith('LEEF:')) return leefReader.recognise(text) > 0;
    return /^(?:START|END|REPORT|INIT_START|INIT_REPORT|XRAY) /.test(text) && lambdaReader.recognise(text) > 0;
  }
  if (text.includes('[') && access.test(text)) return accessReader.recognise(text) > 0;
  if (code >= 0x30 && code <= 0x39)
    return vpcFlowReader.recognise(text) > 0.5 || timestampAt(text, 0, anyReceivedMs) !== undefined;
  return key.test(text) && usualKey.test(text) && logfmtReader.recognise(text) > 0;
};
