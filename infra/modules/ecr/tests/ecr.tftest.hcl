mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  repositories = ["bellwether/demo-shop"]
}

run "scans_pins_encrypts_and_forgets_images" {
  assert {
    condition     = alltrue([for r in aws_ecr_repository.this : r.image_scanning_configuration[0].scan_on_push && r.image_tag_mutability == "IMMUTABLE" && !r.force_delete])
    error_message = "Each push is scanned, tags stay, and a full repository is not deleted."
  }

  assert {
    condition     = aws_ecr_repository.this["bellwether/demo-shop"].encryption_configuration[0].encryption_type == "AES256"
    error_message = "Without a key of its own a repository is encrypted with ECR's."
  }

  assert {
    condition     = [for r in jsondecode(aws_ecr_lifecycle_policy.this["bellwether/demo-shop"].policy).rules : r.selection.countNumber] == [7, 20]
    error_message = "Untagged images go after a week, and the newest twenty stay."
  }
}

run "uses_the_key_given" {
  variables { kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1" }

  assert {
    condition     = aws_ecr_repository.this["bellwether/demo-shop"].encryption_configuration[0].encryption_type == "KMS" && aws_ecr_repository.this["bellwether/demo-shop"].encryption_configuration[0].kms_key == "arn:aws:kms:eu-central-1:123456789012:key/1"
    error_message = "Layers are encrypted with the key given."
  }
}

run "refuses_what_would_break" {
  command = plan

  variables {
    # a name in capitals
    repositories  = ["Shop"]
    kept_images   = 0            # to keep no image
    untagged_days = 0            # to keep untagged images for no time
    kms_key_arn   = "alias/mine" # a key that is no arn
  }

  expect_failures = [var.repositories, var.kept_images, var.untagged_days, var.kms_key_arn]
}
