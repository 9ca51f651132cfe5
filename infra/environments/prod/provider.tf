provider "aws" {
  region = var.region
  # Refuses to run with the credentials of any other account.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Project     = "bellwether"
      Environment = "prod"
      ManagedBy   = "terraform"
    }
  }
}
