mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name      = "demo"
  vpc_id    = "vpc-1"
  subnet_id = "subnet-1"
}

run "refuses_what_would_break" {
  command = plan

  variables {
    name               = "De Mo"      # a name with a space
    instance_type      = "large"      # a type without a family
    image_id           = "latest"     # an image by a word
    volume_gb          = 4            # a volume too small to boot
    log_files          = []           # nothing to collect
    log_retention_days = 0            # to keep logs for ever
    kms_key_arn        = "alias/mine" # a key that is no arn
  }

  expect_failures = [var.name, var.instance_type, var.image_id, var.volume_gb, var.log_files, var.log_retention_days, var.kms_key_arn]
}

run "refuses_two_files_of_one_name" {
  command = plan
  variables { log_files = [{ path = "/var/log/a/app.log" }, { path = "/var/log/b/app.log" }] }
  expect_failures = [var.log_files]
}

run "refuses_a_pattern_of_a_time_it_does_not_know" {
  command = plan
  variables { log_files = [{ path = "/var/log/app.log", multi_line_start_pattern = "{timestamp_format}" }] }
  expect_failures = [var.log_files]
}

run "refuses_a_configuration_that_no_parameter_holds" {
  command = plan
  variables { log_files = [for n in range(40) : { path = "/var/log/app-${n}.log" }] }
  expect_failures = [aws_ssm_parameter.agent]
}

run "refuses_a_subnet_that_gives_public_addresses" {
  command = plan

  override_data {
    target = data.aws_subnet.this
    values = { map_public_ip_on_launch = true }
  }

  expect_failures = [aws_instance.this]
}
