output "name" {
  description = "Name of the notebook, to start and open it by."
  value       = aws_sagemaker_notebook_instance.this.name
}

output "url" {
  description = "Address of the notebook, open to who may create a presigned URL for it."
  value       = aws_sagemaker_notebook_instance.this.url
}
