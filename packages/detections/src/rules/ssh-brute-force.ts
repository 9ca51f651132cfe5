import type { DetectionRule } from '@bellwether/log-model';
import { line, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'ssh-brute-force',
  title: 'Many failed SSH logins from one address',
  description:
    'One address guesses passwords or user names over SSH. Look for an "Accepted" line from it afterwards, and close port 22 to it.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'ec2',
  selections: {
    failed: { 'message|contains': ['Failed password for', 'Invalid user', 'maximum authentication attempts exceeded'] },
    // The same attempt once more, when the connection closes.
    echo: {
      'message|contains': ['Connection closed by', 'Connection reset by', 'Disconnected from', 'message repeated'],
    },
  },
  condition: 'failed and not echo',
  threshold: { count: 20, groupBy: ['source.ip'] },
  dedupeBy: ['source.ip'],
  resources: { sourceIp: 'source.ip', instanceId: 'logStream' },
  attack: { tactic: 'TA0006', technique: 'T1110.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A job whose key or password is out of date.'],
  response: [
    'Look for an "Accepted" line from the address afterwards.',
    'Close port 22 to it, and turn passwords off.',
  ],
  references: ['https://attack.mitre.org/techniques/T1110/001/'],
};

const secure = (text: string): ReturnType<typeof line> =>
  line('/ec2/var/log/secure', `Mar  2 09:15:00 ip-10-0-1-15 ${text}`);

export const evidence = (): RuleEvidence => ({
  hits: [
    secure('sshd[2211]: Failed password for root from 203.0.113.9 port 52144 ssh2'),
    secure('sshd[2212]: Failed password for invalid user oracle from 203.0.113.9 port 52150 ssh2'),
    secure('sshd[2213]: Invalid user admin from 203.0.113.9 port 52160'),
  ],
  misses: [
    secure('sshd[2214]: Accepted publickey for ec2-user from 198.51.100.7 port 40022 ssh2: ED25519 SHA256:4n0rm4lk3y'),
    secure('sshd[2213]: Connection closed by invalid user admin 203.0.113.9 port 52160 [preauth]'),
    secure('sudo[311]: ec2-user : TTY=pts/0 ; PWD=/home/ec2-user ; USER=root ; COMMAND=/usr/bin/df -h'),
  ],
});
