# One filter for every log group of the account, those that are made later among them, in place of one a group. An account
# has room for one such policy, besides the two filters of each group.
resource "aws_cloudwatch_log_account_policy" "this" {
  count = var.watch_account == null ? 0 : 1

  policy_name = local.filter_name
  policy_type = "SUBSCRIPTION_FILTER_POLICY"
  scope       = "ALL"

  policy_document = jsonencode({
    DestinationArn = var.stream_arn
    RoleArn        = var.subscription_role_arn
    FilterPattern  = "" # Everything, as for a group that is named.
    Distribution   = "ByLogStream"
  })

  # The one criterion AWS takes, and it takes whole names. Without it our own lines would feed themselves without end.
  selection_criteria = "LogGroupName NOT IN ${jsonencode(local.excluded_log_groups)}"

  lifecycle {
    # AWS refuses a role that it has not heard of yet, and nothing asks again: what is made late comes first.
    precondition {
      condition     = alltrue([for id in var.watch_account.after : id != ""])
      error_message = "watch_account.after names what is made before the policy."
    }

    precondition {
      condition     = length(jsonencode(local.excluded_log_groups)) < 25000
      error_message = "watch_account excludes more log groups than a policy holds (25 KB of names): name the groups to watch instead."
    }
  }
}

locals {
  excluded_log_groups = var.watch_account == null ? [] : sort(distinct(concat(var.watch_account.own_log_groups, var.watch_account.excluded_log_groups)))
}
