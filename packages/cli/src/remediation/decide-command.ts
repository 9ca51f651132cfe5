import { Command, InvalidArgumentError } from 'commander';
import { oneLine } from '@bellwether/log-model';
import type { ApprovalDecision, KeptApproval } from '@bellwether/ports';
import { exitCodes } from '../exit-codes.ts';
import { decideRequest, type Deciding, type DecidingPorts } from './decide-request.ts';

/** Opens what deciding asks, over the table of counts. */
export type OpenDeciding = (table: string) => Promise<DecidingPorts>;

// Loaded only when a command decides.
const openOnAws: OpenDeciding = async (table) => (await import('./open-deciding.ts')).openDeciding(table);

const findingIdOf = (text: string): string => {
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(text)) throw new InvalidArgumentError('It takes the id of a finding.');
  return text;
};

const digestOf = (text: string): string => {
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new InvalidArgumentError('It takes the 64 digits that the question names; without --plan they are printed.');
  return text;
};

const words: Readonly<Record<ApprovalDecision, string>> = { approved: 'approve', denied: 'deny' };

const at = (ms: number): string => new Date(ms).toISOString();

/** The question as a person reads it. Steps can quote names out of a log. */
const textOf = (kept: KeptApproval, table: string, decision: ApprovalDecision): readonly string[] => [
  `Finding: ${oneLine(kept.findingId, 80)}`,
  `Playbook: ${oneLine(kept.playbookId, 80)}`,
  ...kept.steps.map((step) => `- ${oneLine(step, 1_000)}`),
  kept.decided
    ? `It was ${kept.decided.decision} by ${oneLine(kept.decided.by, 300)} at ${at(kept.decided.atMs)}.`
    : `It can be decided until ${at(kept.expiresMs)}:`,
  ...(kept.decided
    ? []
    : [
        `  bellwether remediation ${words[decision]} ${oneLine(kept.findingId, 80)} --plan ${oneLine(kept.digest, 64)} --table ${table}`,
      ]),
];

const sentenceOf = (deciding: Deciding): string => {
  switch (deciding.kind) {
    case 'not_asked':
      return 'nobody is asked about this finding.';
    case 'other_plan':
      return 'the question is about another plan than --plan names. Without --plan it is printed.';
    case 'expired':
      return 'it is too late: the question has expired, and nothing was changed.';
    case 'gone':
      return `it was ${deciding.decided.decision}, and the run waits no more: nothing follows from it.`;
    case 'decided_before':
      return `it was ${deciding.decided.decision} by ${oneLine(deciding.decided.by, 300)} at ${at(deciding.decided.atMs)}, and that stands.`;
    case 'decided':
      return `It was ${deciding.decided.decision} as ${oneLine(deciding.decided.by, 300)}.`;
    default:
      return deciding satisfies never;
  }
};

/** `bellwether remediation approve` or `deny`: shows what is asked, and decides it where the plan is named that was shown. */
export const decideCommand = (decision: ApprovalDecision, openDeciding: OpenDeciding = openOnAws): Command =>
  new Command(words[decision])
    .description(
      decision === 'approved'
        ? 'Show what a remediation asks before it acts, or approve it.'
        : 'Show what a remediation asks before it acts, or deny it.',
    )
    .argument('<finding>', 'id of the finding', findingIdOf)
    .requiredOption('--table <name>', 'table of counts of a deployment, its output counts_table')
    .option('--plan <digest>', 'the plan that is decided, as it was shown; without it nothing is decided', digestOf)
    .action(async (findingId: string, { table, plan }: { readonly table: string; readonly plan?: string }) => {
      const ports = await openDeciding(table);
      const kept = plan === undefined ? await ports.approvals.get(findingId) : undefined;
      if (kept !== undefined) {
        for (const line of textOf(kept, table, decision)) console.log(line);
        return;
      }
      const deciding: Deciding =
        plan === undefined ? { kind: 'not_asked' } : await decideRequest(ports, findingId, plan, decision);
      if (deciding.kind === 'decided') {
        console.log(sentenceOf(deciding));
        return;
      }
      console.error(`bellwether: ${sentenceOf(deciding)}`);
      process.exitCode = exitCodes.inputFailed;
    });
