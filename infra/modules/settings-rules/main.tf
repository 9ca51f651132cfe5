# Makes nothing: says at plan time what the functions would refuse in a document at run time. The files `problems-*.tf` are
# generated from the schemas the functions read by; here stands what a schema can't say.
locals {
  given = var.documents

  output_names = [for output in try(local.given.outputs.outputs, []) : try(output.name, "")]
  rule_names   = [for rule in try(local.given.thresholds.thresholds.rules, []) : try(rule.name, "")]

  doubled_outputs = [
    for i, name in local.output_names : "outputs.${i}.name is taken by an output before it." if index(local.output_names, name) < i
  ]

  doubled_rules = [
    for i, name in local.rule_names : "thresholds.rules.${i}.name is taken by a rule before it." if index(local.rule_names, name) < i
  ]

  # At run time `default` would be used instead: two documents change one after the other. A plan sees both.
  unknown_outputs = flatten([
    for i, route in try([for each in local.given.routes.routes : each], []) : [
      for j, name in try(route.outputs, []) : "routes.${i}.outputs.${j} names no output that is defined."
      if !contains(concat(local.output_names, ["default"]), name)
    ]
  ])

  # The form of a time does not say that the month has so many days.
  times_that_are_none = [
    for i, mute in try([for each in local.given.mutes.mutes : each], []) : "mutes.${i}.until is not a time that exists."
    if can(regex("Z$", mute.until)) && !can(timeadd(mute.until, "0s"))
  ]

  roll_ups_that_shrink = [
    for text in ["grouping.maxRollUpMinutes is less than rollUpMinutes."] : text
    if try(local.given.grouping.grouping.maxRollUpMinutes, 1440) < try(local.given.grouping.grouping.rollUpMinutes, 60)
  ]
}
