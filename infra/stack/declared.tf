# Which dataset each log source is declared to hold: the sources that somebody named with their dataset, and those that the stack creates. In
# any other place, what a line says of itself is a claim, and nothing acts on it.
locals {
  # The same list as in packages/log-events; scripts/check/declared-datasets.test.ts compares them.
  datasets = ["cloudtrail", "vpc-flow", "eks", "ec2", "lambda", "alb", "s3-access", "waf", "guardduty", "route53", "cloudfront", "api-gateway", "rds", "config", "application"]

  watched_by_name    = [for g in var.watched_log_groups : try(tostring(g), g.name)]
  subscribed_by_name = [for g in var.subscription_log_groups : try(tostring(g), g.name)]

  declared_log_groups = merge(
    { for g in var.watched_log_groups : g.name => g.dataset if try(g.dataset, null) != null },
    { for g in var.subscription_log_groups : g.name => g.dataset if try(g.dataset, null) != null },
    try(var.watch_account.datasets, {}),
    { for name in [local.trail_log_group] : name => "cloudtrail" if local.has_trail && var.audit.watch },
    { for what, name in local.workload_log_groups : name => local.workload_datasets[what] if contains(keys(local.workload_datasets), what) },
  )

  # Logs of containers and machines are not here: whoever runs them decides what they write.
  workload_datasets = { flows = "vpc-flow", control-plane = "eks" }

  declared_datasets = merge(
    { for name, dataset in local.declared_log_groups : "${local.account_id}:${name}" => dataset },
    try(var.log_senders.datasets, {}),
    { for source in local.cloudtrail_sources : "s3:${split(":::", source.bucket_arn)[1]}" => source.dataset },
  )

  # The functions read a missing DECLARED_DATASETS as no declarations, and refuse a blank one.
  declarations = { for written in [join(",", [for source, dataset in local.declared_datasets : "${source}=${dataset}"])] : "DECLARED_DATASETS" => written if written != "" }
}
