import type { Playbook } from '../../playbook.ts';

/** Keeps a Lambda function from running by reserving no concurrency for it; rolling back gives it what it had. */
export const playbook = {
  id: 'throttle-function',
  title: 'Keep the changed Lambda function from running',
  triggers: [
    { rule: 'lambda-code-changed-by-hand', dataset: 'cloudtrail' },
    { rule: 'lambda-opened-to-everyone', dataset: 'cloudtrail' },
  ],
  resources: ['functionName'],
  variables: {},
} satisfies Playbook;
