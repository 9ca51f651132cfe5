mock_provider "aws" {
  source = "../../tests/mocks"
}

override_resource {
  target = aws_ssm_parameter.agent
  values = { arn = "arn:aws:ssm:eu-central-1:123456789012:parameter/AmazonCloudWatch-demo" }
}

variables {
  name      = "demo"
  vpc_id    = "vpc-1"
  subnet_id = "subnet-1"
}

# First, since a machine that stands keeps its image.
run "takes_the_image_and_key_given" {
  variables {
    instance_type = "m7i.large"
    image_id      = "ami-0123456789abcdef0"
    kms_key_arn   = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = aws_instance.this.ami == "ami-0123456789abcdef0" && local.architecture == "x86_64" && length(data.aws_ssm_parameter.image) == 0
    error_message = "An image given is used, and none is looked up."
  }

  assert {
    condition     = aws_instance.this.root_block_device[0].kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1" && aws_cloudwatch_log_group.this.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "Volume and log group are encrypted with the key given."
  }
}

run "takes_nothing_in_and_encrypts_its_volume" {
  assert {
    condition     = aws_instance.this.metadata_options[0].http_tokens == "required" && aws_instance.this.root_block_device[0].encrypted
    error_message = "Metadata takes a token, and the volume is encrypted."
  }

  assert {
    condition     = aws_instance.this.vpc_security_group_ids == toset([aws_security_group.this.id]) && aws_vpc_security_group_egress_rule.https.from_port == 443
    error_message = "The only rule is HTTPS on the way out."
  }

  assert {
    condition     = endswith(aws_iam_role_policy_attachment.session.policy_arn, "/AmazonSSMManagedInstanceCore")
    error_message = "A shell is a session of SSM."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.NotResource if s.Effect == "Deny"]) == ["arn:aws:ssm:eu-central-1:123456789012:parameter/AmazonCloudWatch-demo"]
    error_message = "The machine reads its own parameter and no other."
  }

  assert {
    condition     = endswith(data.aws_ssm_parameter.image[0].name, "-arm64") && strcontains(aws_instance.this.user_data, "ssm:AmazonCloudWatch-demo")
    error_message = "A Graviton type starts from an arm64 image, and the agent from its parameter."
  }
}

run "tells_the_agent_where_an_event_begins_and_when_it_was" {
  variables {
    log_files = [
      { path = "/var/log/app/app.log", timestamp_format = "%Y-%m-%dT%H:%M:%S", multi_line_start_pattern = "{timestamp_format}" },
      { path = "/var/log/audit/audit.log" },
    ]
    log_retention_days = 90
  }

  assert {
    condition = jsondecode(aws_ssm_parameter.agent.value).logs.logs_collected.files.collect_list[0] == {
      file_path = "/var/log/app/app.log", log_group_name = "/aws/ec2/demo", log_stream_name = "{instance_id}/app", retention_in_days = 90,
      timezone  = "UTC", timestamp_format = "%Y-%m-%dT%H:%M:%S", multi_line_start_pattern = "{timestamp_format}"
    }
    error_message = "The agent knows first line, time and retention."
  }

  assert {
    condition     = !contains(keys(jsondecode(aws_ssm_parameter.agent.value).logs.logs_collected.files.collect_list[1]), "timestamp_format")
    error_message = "A file without a format has none."
  }

  assert {
    condition     = !anytrue([for key in ["datetime_format", "initial_position", "buffer_duration", "time_zone", "state_file"] : strcontains(aws_ssm_parameter.agent.value, key)])
    error_message = "No key of the retired agent is left."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 90
    error_message = "Group and agent keep logs for the same time."
  }
}
