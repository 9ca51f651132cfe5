import { oneLine } from '@bellwether/log-events';
import type { LogEvent } from '@bellwether/log-events';
import type { EvidenceLine, LogSourceSketch } from './records.ts';

const maxAddresses = 500;
const maxUrl = 1_000;

/** What requests of scanners and intruders look like, decoded once. */
const attempts: readonly (readonly [string, RegExp])[] = [
  ['path traversal', /(?:^|[/\\=])\.\.[/\\]|\/etc\/(?:passwd|shadow)|\/proc\/self\/|\bwin\.ini\b/i],
  [
    'SQL injection',
    /\bunion\b.{1,40}\bselect\b|'\s{0,4}(?:or|and)\s{1,4}['\d]|\bsleep\(\d|\bbenchmark\(|\bwaitfor\s{1,4}delay\b|;\s{0,4}drop\s{1,4}table\b|\binformation_schema\b/i,
  ],
  ['cross-site scripting', /<script\b|javascript:|\bonerror\s{0,4}=/i],
  [
    'command injection',
    /[;|`]\s{0,4}(?:cat|id|wget|curl|bash|sh|nc|ping|whoami)\b|\$\{jndi:|\$\((?:id|cat|curl|wget)\b/i,
  ],
  [
    'known weak paths',
    /\/(?:wp-(?:login|admin|config)|xmlrpc|phpmyadmin|\.env\b|\.git\/|\.aws\/|\.ssh\/|cgi-bin\/|actuator\/|server-status|boaform|hnap1|vendor\/phpunit|solr\/admin|manager\/html)/i,
  ],
];
const scanners =
  /\b(?:nuclei|sqlmap|nikto|masscan|zgrab|wpscan|dirbuster|gobuster|ffuf|nessus|acunetix|nmap|feroxbuster)\b/i;
const hint =
  /\.\.|%2e|etc|proc|union|select|sleep|script|jndi|wp-|php|\.env|\.git|\.aws|\.ssh|cgi|actuator|server-status|win\.ini|information_schema|waitfor|%27|'|;|\||%3b|%7c|solr|manager|hnap|boaform|xmlrpc/i;

const decoded = (url: string): string => {
  let text = url;
  for (let round = 0; round < 2 && text.includes('%'); round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      // A broken escape is part of the probe: what could be read stands.
      return text;
    }
  }
  return text;
};

/** What a request tried; undefined for an ordinary one. */
export const attemptIn = (url: string, agent: string): string | undefined => {
  if (hint.test(url)) {
    const text = decoded(url.slice(0, maxUrl));
    const found = attempts.find(([, pattern]) => pattern.test(text))?.[0];
    if (found !== undefined) return found;
  }
  return scanners.test(agent) ? 'a scanner' : undefined;
};

/** Counts a request that looks for weak spots, by address. */
export const countProbe = (
  source: LogSourceSketch,
  event: LogEvent,
  status: number,
  lineOf: () => EvidenceLine,
): void => {
  const { attributes, timestampMs } = event;
  const url = attributes['url.original'] ?? attributes['url.path'];
  const address = attributes['source.ip'] ?? attributes['source.address'];
  if (typeof url !== 'string' || typeof address !== 'string') return;
  const agent = attributes['user_agent.original'];
  const tried = attemptIn(url, typeof agent === 'string' ? agent.slice(0, 200) : '');
  if (tried === undefined) return;
  let probes = source.probes.get(address);
  if (probes === undefined) {
    if (source.probes.size >= maxAddresses) return;
    probes = { count: 0, firstMs: timestampMs, lastMs: timestampMs, tried: {}, lines: [] };
    source.probes.set(address, probes);
  }
  const line = {
    ...lineOf(),
    text: oneLine(`${String(attributes['http.request.method'] ?? '')} ${url} ${status}`.trim(), 300),
  };
  probes.count += 1;
  probes.firstMs = Math.min(probes.firstMs, timestampMs);
  probes.lastMs = Math.max(probes.lastMs, timestampMs);
  probes.tried[tried] = (probes.tried[tried] ?? 0) + 1;
  if (probes.lines.length < 2) probes.lines.push(line);
  if (status < 300 && tried !== 'a scanner' && tried !== 'known weak paths') probes.success ??= line;
};
