# A group that nobody has made yet is named by the plan, not by an apply that is half done.
data "aws_cloudwatch_log_group" "named" {
  for_each = toset(concat(local.watched_by_name, local.subscribed_by_name))

  name = each.value
}

# Which log groups go onto the stream: those that are named, the trail's and the workloads', or all of the account's.
locals {
  watched_log_groups = var.watch_account != null ? [] : concat(
    local.watched_by_name,
    local.has_trail && var.audit.watch ? [module.trail[0].log_group_name] : [],
    var.workloads.watched ? values(local.workload_log_groups) : [],
  )

  # No emulator knows subscriptions of an account. What goes straight to a function must not come by the stream as well.
  watch_account = var.watch_account == null || var.emulator != "none" ? null : {
    own_log_groups      = local.own_log_groups
    after               = [module.ingest_trigger.mapping_id]
    excluded_log_groups = concat(var.watch_account.excluded_log_groups, local.subscribed_by_name)
  }

  # The free LocalStack knows no detectors.
  anomaly_detection = !var.native_anomaly_detection || var.emulator == "localstack" ? null : {
    log_groups           = toset(local.watched_log_groups)
    log_group_arn_prefix = "arn:${local.partition}:logs:${local.arn_in_account}:log-group:"
  }
}
