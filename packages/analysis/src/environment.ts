import * as z from 'zod/mini';

const text = (description: string) => z.string().check(z.meta({ description }));
const number = (byDefault: number, min: number, max: number, description: string) =>
  z._default(z.coerce.number().check(z.minimum(min), z.maximum(max)), byDefault).check(z.meta({ description }));

/** What the functions of an analysis read from their environment. */
export const analysisVariables = {
  LAKE_BUCKET: text('S3 bucket of the archive, which receives plans, facts and reports.'),
  ANALYSES_TABLE: text('DynamoDB table of analysed windows, finished runs and what days have spent.'),
  ANALYSIS_RETENTION_DAYS: number(
    90,
    1,
    3_650,
    'Days that facts of windows are used again; no more than their objects are kept.',
  ),
  ARCHIVE_DATABASE: z.optional(text('Glue database of the archive; it is not read when absent.')),
  ARCHIVE_WORKGROUP: z.optional(text('Athena workgroup that the archive is asked in.')),
};

/** What wording a report may cost. Prices are those of the model that is configured. */
export const modelVariables = {
  MODEL_ID: z.optional(text('Bedrock model or inference profile that words reports; the program does when absent.')),
  MODEL_BASE_ID: z.optional(text("The model's own id, for counting tokens, where the profile does not say it.")),
  MODEL_INPUT_USD: number(3, 0, 1_000, 'Dollars of a million tokens that the model reads.'),
  MODEL_OUTPUT_USD: number(15, 0, 1_000, 'Dollars of a million tokens that the model writes.'),
  MODEL_REPORT_USD: number(0.5, 0, 1_000, 'Dollars that wording one report may cost.'),
  MODEL_DAY_USD: number(
    2,
    0,
    10_000,
    'Dollars that wording may cost in a day, UTC; each report reserves what it may cost.',
  ),
};
