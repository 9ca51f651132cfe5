import type { TokenKind } from './token-kind.ts';

/** Source hosts and what builds and deploys. */
export const development: readonly TokenKind[] = [
  {
    name: 'GitHub',
    isLoose: true,
    shapes: [
      'ghp_{alnum:36}',
      'gho_{alnum:36}',
      'ghu_{alnum:36}',
      'ghs_{alnum:36}',
      'ghr_{alnum:36}',
      'github_pat_{word:22}',
    ],
  },
  {
    name: 'GitLab',
    isLoose: true,
    shapes: [
      'glpat-{dotted:20}',
      'gldt-{url:20}',
      'glrt-{dotted:20}',
      'glrtr-{url:20}',
      'glcbt-{url:20}',
      'glptt-{url:20}',
      'glft-{url:20}',
      'glimt-{url:20}',
      'glagent-{url:40}',
      'gloas-{url:40}',
      'glsoat-{url:20}',
      'glffct-{url:20}',
      'glwt-{url:20}',
      'GR1348941{url:20}',
    ],
  },
  {
    name: 'Bitbucket and Atlassian',
    shapes: ['ATATT3{dotted:60}', 'ATCTT3{dotted:60}', 'ATBB{alnum:32}', 'ATSTT3{dotted:60}'],
  },
  { name: 'Azure DevOps', shapes: ['{alnum:76}AZDO{alnum:4}'] },
  {
    name: 'Bitrise, Buildkite, CircleCI',
    shapes: ['bkua_{lower:40}', 'bkct_{lower:40}', 'CCIPAT_{word:20}', 'CCIPRJ_{word:20}'],
  },
  { name: 'Sourcegraph', shapes: ['sgp_{anyhex:40}', 'sgp_{alnum:5-16}_{anyhex:40}', 'sgd_{anyhex:40}'] },
  { name: 'Postman', shapes: ['PMAK-{anyhex:24}-{anyhex:34}', 'PMAT-{upper:26}'] },
  { name: 'TeamCity', shapes: ['eyJ0eXAiOiAiVENWMiJ9.{url:30-60}.{url:36}'] },
  { name: 'Pulumi', shapes: ['pul-{hex:40}'] },
  { name: 'Terraform Cloud', shapes: ['{alnum:14}.atlasv1.{url:50}'] },
  { name: 'Vault', shapes: ['hvs.{url:24}', 'hvb.{url:24}', 'hvr.{url:24}', 's.{alnum:24}'] },
  {
    name: 'Doppler',
    shapes: [
      'dp.pt.{alnum:40}',
      'dp.st.{dotted:40}',
      'dp.ct.{alnum:40}',
      'dp.sa.{alnum:40}',
      'dp.scim.{alnum:40}',
      'dp.audit.{alnum:40}',
    ],
  },
  {
    name: 'Infracost, Prefect, Octopus Deploy',
    shapes: ['ico-{alnum:32}', 'pnu_{alnum:36}', 'pnb_{alnum:36}', 'API-{upper:26}'],
  },
  { name: 'Harness', shapes: ['pat.{url:22}.{alnum:24}.{alnum:20}', 'sat.{url:22}.{alnum:24}.{alnum:20}'] },
  {
    name: 'Linear, Notion, ReadMe, Typeform',
    shapes: [
      'lin_api_{alnum:40}',
      'lin_oauth_{alnum:40}',
      'ntn_{alnum:40}',
      'secret_{alnum:43}',
      'rdme_{lower:70}',
      'tfp_{dotted:59}',
    ],
  },
  {
    name: 'Airtable, Asana, Figma, ClickUp',
    shapes: ['pat{alnum:14}.{hex:64}', 'figd_{url:40}', 'figu_{url:40}', 'pk_{digit:4-12}_{upper:32}'],
  },
  {
    name: 'Snyk, SonarQube, Semgrep',
    shapes: ['sqp_{hex:40}', 'sqa_{hex:40}', 'squ_{hex:40}', 'snyk_uat.{url:20}', 'snyk_sat.{url:20}'],
  },
  { name: 'Codecov, LaunchDarkly, Statsig', shapes: ['sdk-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}'] },
  {
    name: 'Netlify, Vercel, Render, Fly.io, Railway',
    shapes: [
      'nfp_{alnum:36}',
      'vcp_{alnum:24}',
      'vck_{alnum:24}',
      'rnd_{alnum:28}',
      'fo1_{url:43}',
      'fm1r_{base64:60}',
      'fm1a_{base64:60}',
      'fm2_{base64:60}',
      'FlyV1 {dotted:40}',
    ],
  },
  { name: 'Contentful, Frame.io, Beamer', shapes: ['CFPAT-{url:43}', 'fio-u-{dotted:60}'] },
  {
    name: 'Clojars, RubyGems, npm, PyPI, NuGet, crates.io',
    shapes: [
      'CLOJARS_{lower:60}',
      'rubygems_{hex:48}',
      'npm_{alnum:36}',
      'pypi-{url:50}',
      'oy2{lower:43}',
      'cio{alnum:32}',
      'cargo_{alnum:32}',
    ],
  },
  { name: 'Docker Hub', shapes: ['dckr_pat_{url:27}', 'dckr_oat_{url:32}'] },
  { name: 'Artifactory', shapes: ['AKCp{alnum:60}', 'cmVmd{alnum:59}'] },
  { name: 'Tailscale, Defined Networking, Cloudsmith', shapes: ['tskey-{url:20}', 'dnkey-{url:26}-{url:40}'] },
  {
    name: '1Password, age',
    shapes: [
      'ops_eyJ{base64:40}',
      'A3-{upper:6}-{upper:6}-{upper:5}-{upper:5}-{upper:5}-{upper:5}',
      'A3-{upper:6}-{upper:11}-{upper:5}-{upper:5}-{upper:5}',
      'AGE-SECRET-KEY-1{upper:58}',
    ],
  },
  {
    name: 'OpenShift, Scalingo, Heroku, Zuplo',
    shapes: ['sha256~{url:43}', 'tk-us-{url:48}', 'HRKU-{url:36}', 'zpka_{word:40}'],
  },
];

/** Frameworks that sign or encrypt what they hand out. */
export const frameworks: readonly TokenKind[] = [
  { name: 'ASP.NET Data Protection', shapes: ['CfDJ8{url:60}'], found: 'session' },
];

/** Clouds, hosts, databases. */
export const clouds: readonly TokenKind[] = [
  {
    name: 'AWS Marketplace Web Service, AppSync, Bedrock',
    shapes: [
      'amzn.mws.{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}',
      'da2-{lower:26}',
      'ABSK{base64:60}',
      'bedrock-api-key-{base64:40}',
    ],
  },
  {
    name: 'AWS session tokens',
    shapes: ['IQoJb3JpZ2lu{base64:80}', 'FwoGZXIvYXdzE{base64:60}', 'AQoDYXdzE{base64:60}'],
  },
  {
    name: 'Google',
    shapes: [
      '{url:11}:APA91b{url:100}',
      'AIza{url:35}',
      'ya29.{dotted:20}',
      '1//0{url:30}',
      '4/0A{url:40}',
      'GOCSPX-{url:24}',
    ],
  },
  {
    name: 'Azure',
    shapes: ['{word:3}{digit:1}Q~{dotted:31}', '{alnum:70-90}ACDb{alnum:2-8}', '{base64:30-90}+ASt{alnum:6}'],
  },
  {
    name: 'Alibaba, Tencent, Yandex, IBM',
    shapes: [
      'LTAI{alnum:16}',
      'AKID{alnum:32}',
      'AQVN{url:35}',
      't1.9euel{dotted:40}',
      'y0_{url:40}',
      'ApiKey-{url:36}',
    ],
  },
  {
    name: 'DigitalOcean, Hetzner, Linode, Scaleway',
    shapes: ['dop_v1_{hex:64}', 'doo_v1_{hex:64}', 'dor_v1_{hex:64}', 'SCW{upper:17}'],
  },
  { name: 'Cloudflare', shapes: ['v1.0-{hex:24}-{hex:100}', 'cfut_{alnum:40}', 'cfat_{alnum:40}', 'cfk_{alnum:40}'] },
  {
    name: 'Databricks, Confluent, ClickHouse, PlanetScale, Supabase, Neon',
    shapes: [
      'dapi{hex:32}',
      'dkea{hex:32}',
      'dose{hex:32}',
      'cflt{alnum:50}',
      '4b1d{alnum:38}',
      'pscale_tkn_{dotted:32}',
      'pscale_oauth_{dotted:32}',
      'pscale_pw_{dotted:32}',
      'sbp_{hex:40}',
      'sb_secret_{url:20}',
      'sbs_{alnum:40}',
      'napi_{lower:40}',
    ],
  },
  {
    name: 'MongoDB Atlas, Aiven, Turso, Upstash, CockroachDB',
    shapes: ['mdb_sa_sk_{url:30}', 'AVNS_{url:19}', 'CCDB1_{alnum:22}_{alnum:40}'],
  },
  {
    name: 'LocalStack, Kubernetes bootstrap, EKS',
    shapes: ['k8s-aws-v1.{url:40}', 'ls-{letter:4}{digit:4}-{alnum:4}-{alnum:4}-{alnum:4}-{alnum:12}'],
  },
];
