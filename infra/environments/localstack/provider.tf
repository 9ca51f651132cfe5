# Every endpoint comes from AWS_ENDPOINT_URL, such as http://127.0.0.1:4566, and never from this file: without the
# variable the fixed account and keys below fail at AWS instead of building there.
provider "aws" {
  region     = var.region
  access_key = "test"
  secret_key = "test"

  # Emulators serve all buckets from one host name.
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = {
      Project     = "bellwether"
      Environment = "localstack"
      ManagedBy   = "terraform"
    }
  }
}
