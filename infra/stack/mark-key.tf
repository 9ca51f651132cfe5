# The key of the hashes in marks such as [redacted:email:3f2a91]. The first run of a function draws the key and stores it as a SecureString,
# so it is not in the Terraform state. If somebody deletes it, the next run draws another: no event is lost, but the same value then has
# another mark than before.
locals {
  mark_key_parameter   = "/${var.name_prefix}/mark-key"
  mark_key_environment = { MARK_KEY_PARAMETER = local.mark_key_parameter }

  may_hold_mark_key = {
    sid       = "HoldMarkKey"
    actions   = ["ssm:GetParameter", "ssm:PutParameter"]
    resources = ["arn:${local.partition}:ssm:${local.arn_in_account}:parameter${local.mark_key_parameter}"]
  }
}
