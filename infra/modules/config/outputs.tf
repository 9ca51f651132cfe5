output "parameter_names" {
  description = "Name of each document's parameter: thresholds, mutes, routes, outputs and grouping."
  value       = { for name, parameter in aws_ssm_parameter.this : name => parameter.name }
}

output "path" {
  description = "Path of the parameters, for the readers' environment."
  value       = "/${var.name_prefix}/alerts"
}

output "app_config_application_id" {
  description = "AppConfig application that holds the documents; null where there is none."
  value       = one(aws_appconfig_application.this[*].id)
}

output "app_config_environment_name" {
  description = "Environment of AppConfig that the documents are deployed to; null where there is none."
  value       = one(aws_appconfig_environment.this[*].name)
}
