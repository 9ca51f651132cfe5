output "deployment" {
  description = "Names and ARNs of everything, as the stack outputs them: terraform output -json deployment."
  value       = module.bellwether
}
