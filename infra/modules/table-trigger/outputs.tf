output "mapping_id" {
  description = "Id of the event source mapping; failed batches lie under aws/lambda/<id>/ in the failure bucket."
  value       = aws_lambda_event_source_mapping.this.uuid
}
