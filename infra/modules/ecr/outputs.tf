output "repository_urls" {
  description = "Address of each repository by its name, to push to and pull from."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}
