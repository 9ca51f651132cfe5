# Makes nothing: says at plan time which names inside `features` the stack does not know. `paths.tf` has those that it knows.
locals {
  # Members of objects, level after level: a path and its value. What cannot be gone through has none.
  level_1 = { for name, value in var.features : name => value }
  level_2 = merge([for path, value in local.level_1 : { for name, member in value : "${path}.${name}" => member } if can(keys(value))]...)
  level_3 = merge([for path, value in local.level_2 : { for name, member in value : "${path}.${name}" => member } if can(keys(value))]...)
  level_4 = merge([for path, value in local.level_3 : { for name, member in value : "${path}.${name}" => member } if can(keys(value))]...)

  # Names in the objects of lists.
  in_lists = flatten([
    for path, value in merge(local.level_1, local.level_2, local.level_3) : [
      for item in try([for each in value : each], []) : [for name in try(keys(item), []) : "${path}[].${name}"]
    ] if !can(keys(value))
  ])

  given = distinct(concat(keys(local.level_1), keys(local.level_2), keys(local.level_3), keys(local.level_4), local.in_lists))

  unknown = sort([
    for path in local.given : path
    if !contains(local.allowed, path) && !anytrue([for open in local.open : startswith(path, "${open}.") || startswith(path, "${open}[]")])
  ])
}
