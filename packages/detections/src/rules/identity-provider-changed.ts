import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'identity-provider-changed',
  title: 'Who vouches for identities from outside was changed',
  description:
    'A SAML or OpenID Connect provider, or a trust anchor of Roles Anywhere, was created, changed or deleted: whoever controls it can become any role that trusts it. Check who did it and what it names.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    changed: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: [
          'CreateSAMLProvider',
          'UpdateSAMLProvider',
          'CreateOpenIDConnectProvider',
          'UpdateOpenIDConnectProviderThumbprint',
          'AddClientIDToOpenIDConnectProvider',
          'DeleteSAMLProvider',
          'DeleteOpenIDConnectProvider',
        ],
        errorCode: null,
      },
      {
        eventSource: 'rolesanywhere.amazonaws.com',
        eventName: ['CreateTrustAnchor', 'UpdateTrustAnchor', 'EnableTrustAnchor', 'CreateProfile'],
        errorCode: null,
      },
    ],
    ...callers,
  },
  condition: `changed and ${byNoService}`,
  dedupeBy: [
    'recipientAccountId',
    'requestParameters.sAMLProviderArn',
    'requestParameters.url',
    'requestParameters.name',
  ],
  attack: { tactic: 'TA0004', technique: 'T1484.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: [
    'The setup of single sign-on, or of a pipeline that logs in by OpenID Connect.',
    'A certificate that is renewed.',
  ],
  response: [
    'Compare issuer, audience and thumbprint with what you run.',
    'Delete the provider if nobody wanted it, and revoke the sessions of roles that trust it.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'UpdateSAMLProvider', {
      sAMLProviderArn: 'arn:aws:iam::111122223333:saml-provider/corp',
      sAMLMetadataDocument: '<xml/>',
    }),
    call('iam', 'DeleteSAMLProvider', { sAMLProviderArn: 'arn:aws:iam::111122223333:saml-provider/corp' }),
    call('rolesanywhere', 'CreateTrustAnchor', { name: 'x', source: { sourceType: 'CERTIFICATE_BUNDLE' } }),
  ],
  misses: [
    call('iam', 'GetSAMLProvider', { sAMLProviderArn: 'arn:aws:iam::111122223333:saml-provider/corp' }),
    call(
      'iam',
      'CreateOpenIDConnectProvider',
      { url: 'https://oidc.eks.us-east-1.amazonaws.com/id/1' },
      byCloudFormation,
    ),
    call('iam', 'UpdateSAMLProvider', {}, refused),
  ],
});
