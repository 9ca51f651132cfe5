output "analysis_machine_arn" {
  description = "Machine that analyses up to 30 days of logs; null where it is not switched on."
  value       = one(module.analysis[*].arn)
}
