output "deployment" {
  description = "Names and ARNs of everything, as the stack tells them: terraform output -json deployment."
  value       = module.bellwether
}
