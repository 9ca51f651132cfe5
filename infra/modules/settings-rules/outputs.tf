output "problems" {
  description = "What is wrong with each document, one sentence a problem with its path and without its value; empty when all is well."
  value = {
    thresholds = concat(local.problems_in_thresholds, local.doubled_rules)
    mutes      = concat(local.problems_in_mutes, local.times_that_are_none)
    routes     = concat(local.problems_in_routes, local.unknown_outputs)
    outputs    = concat(local.problems_in_outputs, local.doubled_outputs)
    grouping   = concat(local.problems_in_grouping, local.roll_ups_that_shrink)
  }
}
