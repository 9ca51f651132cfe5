terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Written for both majors: no attribute that one of them lacks is used.
      version = ">= 5.100, < 7.0"
    }
  }
}
