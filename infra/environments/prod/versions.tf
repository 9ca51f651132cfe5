terraform {
  required_version = ">= 1.10" # The backend's own lock file came with 1.10.

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  # Bucket, key and region are each team's own: terraform init -backend-config=backend.hcl, see backend.hcl.example.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}
