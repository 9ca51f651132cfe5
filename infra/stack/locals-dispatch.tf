# What dispatch-alert may do: keep groups, and send to just the outputs that the settings define.
locals {
  outputs       = try(var.settings.outputs, [])
  output_arns   = { for name in ["topicArn", "secret"] : name => distinct([for o in local.outputs : o[name] if can(o[name])]) }
  mail_from     = distinct([for o in local.outputs : o.from if try(o.type, "") == "email"])
  bus_names     = distinct([for o in local.outputs : o.busName if try(o.type, "") == "eventbridge"])
  secrets_by    = { for service in ["ssm", "secretsmanager"] : service => [for arn in local.output_arns["secret"] : arn if can(regex("^arn:[a-z-]+:${service}:", arn))] }
  ses_identity  = "arn:${local.partition}:ses:${local.arn_in_account}:identity"
  bus_by_name   = "arn:${local.partition}:events:${local.arn_in_account}:event-bus"
  mail_entities = distinct(flatten([for from in local.mail_from : [from, try(split("@", from)[1], from)]]))

  may_tell = {
    read_changes = {
      sid       = "ReadChanges"
      actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
      resources = ["${module.findings.arn}/stream/*"]
    }
    keep_groups = {
      sid       = "KeepGroups"
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      resources = [module.alert_groups.arn]
    }
    find_due_groups = {
      sid       = "FindDueGroups"
      actions   = ["dynamodb:Query"]
      resources = ["${module.alert_groups.arn}/index/by-due"]
    }
    publish = {
      sid       = "PublishToTopics"
      actions   = ["sns:Publish"]
      resources = distinct(concat([module.alerts.arn], local.output_arns["topicArn"]))
    }
    keep_undelivered = {
      sid       = "KeepUndelivered"
      actions   = ["sqs:SendMessage"]
      resources = [module.undelivered.arn]
    }
  }

  may_tell_outputs = {
    mail = {
      sid       = "SendMail"
      actions   = ["ses:SendEmail"]
      resources = [for entity in local.mail_entities : "${local.ses_identity}/${entity}"]
    }
    bus = {
      sid       = "PutEvents"
      actions   = ["events:PutEvents"]
      resources = [for name in local.bus_names : startswith(name, "arn:") ? name : "${local.bus_by_name}/${name}"]
    }
    secure_parameters = {
      sid       = "ReadSecureParameters"
      actions   = ["ssm:GetParameter"]
      resources = local.secrets_by["ssm"]
    }
    secrets = {
      sid       = "ReadSecrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = local.secrets_by["secretsmanager"]
    }
  }
}
