output "parts" {
  description = "The parts by name, each merged over its default. A plan fails where one has a name that the stack does not know."
  value = {
    for name in distinct(concat(keys(var.defaults), keys(var.features))) :
    name => try(merge(var.defaults[name], var.features[name]), var.features[name], var.defaults[name])
  }

  precondition {
    condition     = length(local.unknown) == 0
    error_message = "features has names that the stack does not know and would leave out: ${join(", ", local.unknown)}. infra/stack/README.md lists those there are."
  }
}
