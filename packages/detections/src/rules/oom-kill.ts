import type { DetectionRule } from '@bellwether/log-model';
import { line, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'oom-kill',
  title: 'The kernel killed a process for memory',
  description:
    'A host ran out of memory, or a container reached its limit, and the kernel killed the largest process. Look at what grew before it, then at the limit.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'ec2',
  selections: {
    killed: {
      'message|contains': [
        'Out of memory: Kill',
        'Memory cgroup out of memory: Kill',
        'oom-kill:constraint=',
        'A process of this unit has been killed by the OOM killer',
      ],
    },
  },
  condition: 'killed',
  dedupeBy: ['logGroup', 'logStream'],
  resources: { instanceId: 'logStream' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A load test that is meant to find the limit.'],
  response: ['Look at what grew before it.', 'Raise the limit, or bound what grows.'],
  references: ['https://docs.kernel.org/admin-guide/mm/concepts.html#oom-killer'],
};

const kernel = (text: string): ReturnType<typeof line> =>
  line('/ec2/var/log/messages', `Mar  2 09:15:00 ip-10-0-1-15 kernel: [81234.112233] ${text}`);

export const evidence = (): RuleEvidence => ({
  hits: [
    kernel(
      'Out of memory: Killed process 2211 (java) total-vm:8123456kB, anon-rss:3900123kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:8123kB oom_score_adj:0',
    ),
    kernel('Memory cgroup out of memory: Killed process 311 (node) total-vm:812345kB, anon-rss:390012kB'),
  ],
  misses: [
    kernel('TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.'),
    kernel('audit: type=1400 audit(1772442900.123:41): apparmor="STATUS" operation="profile_load"'),
    line(
      '/ec2/var/log/messages',
      'Mar  2 09:15:00 ip-10-0-1-15 systemd[1]: systemd-oomd.service: Deactivated successfully.',
    ),
  ],
});
