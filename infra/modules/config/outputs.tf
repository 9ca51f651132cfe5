output "parameter_names" {
  description = "Name of each document's parameter: thresholds, mutes and routes."
  value       = { for name, parameter in aws_ssm_parameter.this : name => parameter.name }
}

output "parameter_arns" {
  description = "ARN of each document's parameter, for the readers' policies."
  value       = { for name, parameter in aws_ssm_parameter.this : name => parameter.arn }
}

output "app_config_application_id" {
  description = "AppConfig application that holds the documents; null where there is none."
  value       = one(aws_appconfig_application.this[*].id)
}
