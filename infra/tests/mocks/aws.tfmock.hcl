# What AWS would answer, where the provider checks the shape of an answer before it is used elsewhere.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
}

mock_data "aws_region" {
  defaults = { id = "eu-central-1" }
}

mock_resource "aws_kms_key" {
  defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555" }
}

mock_resource "aws_kinesis_stream" {
  defaults = { arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::lake" }
}

mock_resource "aws_dynamodb_table" {
  defaults = {
    arn        = "arn:aws:dynamodb:eu-central-1:123456789012:table/table"
    stream_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/table/stream/2026-01-15T00:00:00.000"
  }
}

mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:alerts" }
}

mock_resource "aws_sqs_queue" {
  defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:failed-events" }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:own" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/role" }
}

mock_resource "aws_iam_policy" {
  defaults = { arn = "arn:aws:iam::123456789012:policy/boundary" }
}

mock_resource "aws_lambda_function" {
  defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:a-function" }
}

mock_resource "aws_sfn_state_machine" {
  defaults = { arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:remediate-finding" }
}

mock_resource "aws_appconfig_application" {
  defaults = { id = "a1b2c3d" }
}

mock_resource "aws_appconfig_environment" {
  defaults = { environment_id = "e1f2a3b" }
}

mock_resource "aws_appconfig_configuration_profile" {
  defaults = { configuration_profile_id = "c1d2e3f" }
}

mock_resource "aws_cloudwatch_log_destination" {
  defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:destination:from-other-accounts" }
}

mock_resource "aws_cloudtrail" {
  defaults = { arn = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/bellwether" }
}

mock_resource "aws_appconfig_deployment_strategy" {
  defaults = { id = "abc1234" }
}
