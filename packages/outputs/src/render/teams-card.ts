import { escapeCard } from '@bellwether/log-model';
import type { Severity } from '@bellwether/log-model';
import type { Notification } from '@bellwether/ports';
import { fitted } from '../text/fit.ts';
import type { Message } from '../text/message.ts';

/** Teams takes messages of 28 KB through a webhook. */
const maxCardBytes = 27_000;

type CardColor = 'attention' | 'warning' | 'good' | 'default';

interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'bolder';
  readonly size?: 'large';
  readonly color?: CardColor;
}

/** Rich text alone: a `TextBlock` or a `FactSet` would read Markdown, a run is shown as it stands. */
interface RichText {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

export interface TeamsMessage {
  readonly type: 'message';
  readonly attachments: readonly [
    {
      readonly contentType: 'application/vnd.microsoft.card.adaptive';
      readonly content: {
        readonly $schema: string;
        readonly type: 'AdaptiveCard';
        readonly version: '1.4';
        readonly msteams: { readonly width: 'Full' };
        readonly body: readonly RichText[];
        readonly actions: readonly {
          readonly type: 'Action.OpenUrl';
          readonly title: string;
          readonly url: string;
        }[];
      };
    },
  ];
}

const colorOf = (severity: Severity, kind: Notification['kind']): CardColor => {
  if (kind === 'recovered') return 'good';
  if (severity === 'CRITICAL' || severity === 'ERROR') return 'attention';
  return severity === 'WARNING' ? 'warning' : 'default';
};

const line = (...inlines: readonly Omit<TextRun, 'type'>[]): RichText => ({
  type: 'RichTextBlock',
  inlines: inlines.map((run) => ({ type: 'TextRun', ...run, text: escapeCard(run.text) })),
});

const bodyOf = ({ headline, state, notification, facts, story, lines, samples, leftOut }: Message): RichText[] => [
  line({
    text: headline,
    weight: 'bolder',
    size: 'large',
    color: colorOf(notification.severity, notification.kind),
  }),
  line({ text: state }),
  ...[...story, ...notification.reasons].map((reason) => line({ text: `• ${reason}` })),
  ...lines.map((shown) => line({ text: shown })),
  ...facts.map(({ label, value }) => line({ text: `${label}: `, weight: 'bolder' }, { text: value })),
  ...samples.map((sample) => line({ text: `• ${sample}` })),
  ...(notification.archiveQuery === undefined
    ? []
    : [line({ text: 'Query of the archive: ', weight: 'bolder' }, { text: notification.archiveQuery })]),
  ...(notification.command === undefined
    ? []
    : [line({ text: 'To see the lines: ', weight: 'bolder' }, { text: notification.command })]),
  ...(leftOut === undefined ? [] : [line({ text: leftOut })]),
];

/**
 * A notification for a workflow's webhook in Microsoft Teams, as an Adaptive Card.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export const teamsMessageOf = (notification: Notification): TeamsMessage =>
  fitted(notification, maxCardBytes, (message) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: bodyOf(message),
          // Teams shows six actions.
          actions: message.links
            .slice(0, 6)
            .map(({ label, url }) => ({ type: 'Action.OpenUrl', title: escapeCard(label), url })),
        },
      },
    ],
  }));
