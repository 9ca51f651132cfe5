# The function's own contract, generated from its code, says which variables it reads. A wrong environment is refused
# at plan time, by name, instead of failing the first invocation.
locals {
  contract = jsondecode(file(var.contract_path)).variables

  powertools = {
    POWERTOOLS_SERVICE_NAME      = var.name
    POWERTOOLS_METRICS_NAMESPACE = var.metrics_namespace
    POWERTOOLS_LOG_LEVEL         = var.log_level
  }

  environment = merge(
    local.powertools,
    contains(keys(local.contract), "LOG_LEVEL") ? { LOG_LEVEL = var.log_level } : {},
    var.environment,
  )

  required = [for name, variable in local.contract : name if variable.required]
  missing  = sort([for name in local.required : name if !contains(keys(local.environment), name)])
  unknown  = sort(setsubtract(keys(local.environment), concat(keys(local.contract), keys(local.powertools))))

  # Values of resources still to be made are not known at plan time; these are checked before the function is made.
  blank = sort([for name, value in var.environment : name if trimspace(value) == ""])

  # Lambda measures all names and values together, as JSON. What is longest is named, since it is what has to shrink.
  environment_bytes = length(jsonencode(local.environment))
  longest_bytes     = max([for value in values(local.environment) : length(value)]...)
  longest           = join(", ", sort([for name, value in local.environment : name if length(value) == local.longest_bytes]))
}
