# The key of the hashes in marks such as [redacted:email:3f2a91]. The first run of a function draws it and puts it there as a SecureString, so
# it is in no Terraform state. Whoever deletes it makes marks begin anew: nothing is lost, and nobody can tell old and new marks together.
locals {
  mark_key_parameter   = "/${var.name_prefix}/mark-key"
  mark_key_environment = { MARK_KEY_PARAMETER = local.mark_key_parameter }

  may_hold_mark_key = {
    sid       = "HoldMarkKey"
    actions   = ["ssm:GetParameter", "ssm:PutParameter"]
    resources = ["arn:${local.partition}:ssm:${local.arn_in_account}:parameter${local.mark_key_parameter}"]
  }
}
