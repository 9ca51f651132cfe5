# When, of what and whom to notify, as documents that the functions read while they run: a change needs no deployment.
module "settings" {
  source = "../modules/config"

  name_prefix = var.name_prefix
  thresholds  = merge({ alertMinSeverity = var.alert_min_severity }, try(var.settings.thresholds, {}))
  mutes       = try(var.settings.mutes, [])
  routes      = try(var.settings.routes, [])
  outputs     = try(var.settings.outputs, [])
  grouping    = try(var.settings.grouping, {})
  app_config  = local.has_app_config
}

locals {
  # For every function that reads settings: where they are, and that it may.
  settings_environment = merge(
    { SETTINGS_PATH = module.settings.path },
    { for id in module.settings.app_config_application_id[*] : "SETTINGS_APP_CONFIG" => "${id}/${module.settings.app_config_environment_name}" },
  )

  # Emulators lack deployments of AppConfig.
  has_app_config = var.emulator == "none" && try(var.settings.app_config, false)

  may_read_settings = {
    sid     = "ReadSettings"
    actions = ["ssm:GetParametersByPath", "appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"]
    # The actions of AppConfig take none but its own resources, which there are only where it holds the documents.
    resources = concat(
      ["arn:${local.partition}:ssm:${local.arn_in_account}:parameter${module.settings.path}"],
      [for id in module.settings.app_config_application_id[*] : "arn:${local.partition}:appconfig:${local.arn_in_account}:application/${id}/environment/*/configuration/*"],
    )
  }
}
