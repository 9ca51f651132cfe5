import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** One type of log that CloudWatch's delivery infrastructure sends, as AWS's own specification lists it. */
export interface VendedType {
  /** CloudFormation type of what it is about, such as `AWS::EKS::Cluster`. */
  readonly resource: string;
  /** The service's name in an ARN. */
  readonly service: string;
  readonly logType: string;
  readonly fields: readonly string[];
}

interface Vended {
  readonly logType: string;
  readonly destinations: readonly { readonly outputFormats?: readonly string[] }[];
  readonly mandatoryFields?: readonly string[];
  readonly optionalFields?: readonly string[];
}

interface Resource {
  readonly cloudFormationType: string;
  readonly vendedLogs?: readonly Vended[];
}

const serviceOf = (resource: string): string => {
  const name = resource.split('::')[1]!;
  return name === 'BedrockAgentCore'
    ? 'bedrock-agentcore'
    : name === 'ElementalInference'
      ? 'elemental-inference'
      : name.toLowerCase();
};

const path = createRequire(import.meta.url).resolve('@aws-cdk/aws-service-spec/db.json.gz');
const database = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as {
  readonly schema: { readonly resource: { readonly entities: Readonly<Record<string, Resource>> } };
};

/** Every vended type that is delivered as JSON. */
export const vendedTypes: readonly VendedType[] = Object.values(database.schema.resource.entities).flatMap(
  ({ cloudFormationType, vendedLogs = [] }) =>
    vendedLogs
      .filter(({ destinations }) => destinations.some(({ outputFormats = [] }) => outputFormats.includes('json')))
      .map(({ logType, mandatoryFields = [], optionalFields = [] }) => ({
        resource: cloudFormationType,
        service: serviceOf(cloudFormationType),
        logType,
        fields: [...mandatoryFields, ...optionalFields],
      })),
);
