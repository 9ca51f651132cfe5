/** Gives a service's calls, opening its client at the first use and keeping it for the life of the process. */
export type Calls<Service> = () => Promise<Service>;

/**
 * Loads at the first call and keeps the result; a failed load is tried again.
 *
 * Clients are loaded when they are first used: an SDK client costs some hundred kilobytes to parse, and a cold start should pay
 * only for those that the invocation needs.
 */
export const once = <Service>(open: () => Promise<Service>): Calls<Service> => {
  let opened: Promise<Service> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
};

// Marked pure so that a bundler leaves out the clients that a function does not name.
export const dynamoCalls = /* @__PURE__ */ once(async () => (await import('./sdk/dynamo.ts')).openDynamo());
export const remediationTableCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/remediation-table.ts')).openRemediationTable(),
);
export const s3Calls = /* @__PURE__ */ once(async () => (await import('./sdk/s3.ts')).openS3());
export const snsCalls = /* @__PURE__ */ once(async () => (await import('./sdk/sns.ts')).openSns());
export const stepFunctionsCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/step-functions.ts')).openStepFunctions(),
);
export const stepFunctionsRunsCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/step-functions-runs.ts')).openStepFunctionsRuns(),
);
export const taskAnswerCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/task-answers.ts')).openTaskAnswers(),
);
export const callerCalls = /* @__PURE__ */ once(async () => (await import('./sdk/caller.ts')).openCaller());
export const bedrockCalls = /* @__PURE__ */ once(async () => (await import('./sdk/bedrock.ts')).openBedrock());
export const parameterCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/ssm-parameters.ts')).openParameters(),
);
export const appConfigCalls = /* @__PURE__ */ once(async () => (await import('./sdk/app-config.ts')).openAppConfig());
export const sesCalls = /* @__PURE__ */ once(async () => (await import('./sdk/ses.ts')).openSes());
export const eventBridgeCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/event-bridge.ts')).openEventBridge(),
);
export const secretValueCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/secret-values.ts')).openSecretValues(),
);
export const secureParameterCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/secure-parameters.ts')).openSecureParameters(),
);
export const sqsCalls = /* @__PURE__ */ once(async () => (await import('./sdk/sqs.ts')).openSqs());
export const kinesisCalls = /* @__PURE__ */ once(async () => (await import('./sdk/kinesis.ts')).openKinesis());
export const lambdaCalls = /* @__PURE__ */ once(async () => (await import('./sdk/lambda.ts')).openLambda());
export const athenaCalls = /* @__PURE__ */ once(async () => (await import('./sdk/athena.ts')).openAthena());
export const cloudWatchLogsCalls = /* @__PURE__ */ once(async () =>
  (await import('./sdk/cloudwatch-logs.ts')).openCloudWatchLogs(),
);
export const deploymentCalls = /* @__PURE__ */ once(async () => (await import('./sdk/deployment.ts')).openDeployment());
