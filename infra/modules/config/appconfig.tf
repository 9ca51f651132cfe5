# The same documents rolled out by AppConfig, which checks each against its schema before anyone reads it and keeps the
# versions before it.
resource "aws_appconfig_application" "this" {
  count = var.app_config ? 1 : 0

  name        = var.name_prefix
  description = "Alert settings of ${var.name_prefix}."
}

resource "aws_appconfig_environment" "this" {
  count = var.app_config ? 1 : 0

  name           = "this-deployment"
  application_id = aws_appconfig_application.this[0].id
}

resource "aws_appconfig_configuration_profile" "this" {
  for_each = var.app_config ? local.texts : {}

  name           = each.key
  application_id = aws_appconfig_application.this[0].id
  location_uri   = "hosted"

  validator {
    type    = "JSON_SCHEMA"
    content = file("${path.module}/schemas/${each.key}.schema.json")
  }
}

resource "aws_appconfig_hosted_configuration_version" "this" {
  for_each = aws_appconfig_configuration_profile.this

  application_id           = aws_appconfig_application.this[0].id
  configuration_profile_id = each.value.configuration_profile_id
  content_type             = "application/json"
  content                  = local.texts[each.key]
}

# At once and without watching: each document is checked before, and AWS's own strategies watch for ten minutes each, one after another.
resource "aws_appconfig_deployment_strategy" "this" {
  count = var.app_config ? 1 : 0

  name                           = "${var.name_prefix}-settings"
  description                    = "Settings of ${var.name_prefix}: all at once, without a bake."
  deployment_duration_in_minutes = 0
  final_bake_time_in_minutes     = 0
  growth_factor                  = 100
  replicate_to                   = "NONE"
}

resource "aws_appconfig_deployment" "this" {
  for_each = aws_appconfig_hosted_configuration_version.this

  application_id           = aws_appconfig_application.this[0].id
  environment_id           = aws_appconfig_environment.this[0].environment_id
  configuration_profile_id = each.value.configuration_profile_id
  configuration_version    = each.value.version_number
  deployment_strategy_id   = aws_appconfig_deployment_strategy.this[0].id
}
