output "database_name" {
  description = "Glue database of the table events."
  value       = aws_glue_catalog_database.this.name
}

output "workgroup_name" {
  description = "Athena workgroup to query with."
  value       = aws_athena_workgroup.this.name
}

output "view_sql" {
  description = "Text that makes the view events_once, for where there is no named query."
  value       = local.view_sql
}
