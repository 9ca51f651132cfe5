import type { DetectionRule } from '@bellwether/log-model';
import { line, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'ssh-login-after-failures',
  title: 'An SSH login succeeded after many that failed from the same address',
  description:
    'An address that had guessed passwords over SSH got in with one. Isolate the machine, and look at what the user did since. Logins with a key are left out.',
  severity: 'CRITICAL',
  score: 0.9,
  dataset: 'ec2',
  selections: { accepted: { 'message|contains': ['Accepted password for', 'Accepted keyboard-interactive'] } },
  condition: 'accepted',
  after: { rule: 'ssh-brute-force', count: 10, groupBy: ['source.ip'] },
  dedupeBy: ['source.ip'],
  resources: { sourceIp: 'source.ip', instanceId: 'logStream' },
  attack: { tactic: 'TA0006', technique: 'T1110.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A person who mistyped the password many times, or a job whose password was mended.'],
  response: [
    'Ask the user whether the login was theirs.',
    'If not, isolate the machine, and change every password and key that it held.',
    'Close port 22 to the address, and turn passwords off.',
  ],
  references: ['https://attack.mitre.org/techniques/T1110/001/'],
};

const secure = (text: string): ReturnType<typeof line> =>
  line('/ec2/var/log/secure', `Mar  2 09:25:00 ip-10-0-1-15 ${text}`);

export const evidence = (): RuleEvidence => ({
  hits: [
    secure('sshd[2299]: Accepted password for root from 203.0.113.9 port 52999 ssh2'),
    secure('sshd[2300]: Accepted keyboard-interactive/pam for ops from 203.0.113.9 port 53001 ssh2'),
  ],
  misses: [
    secure('sshd[2214]: Accepted publickey for ec2-user from 198.51.100.7 port 40022 ssh2: ED25519 SHA256:4n0rm4lk3y'),
    secure('sshd[2211]: Failed password for root from 203.0.113.9 port 52144 ssh2'),
  ],
});
