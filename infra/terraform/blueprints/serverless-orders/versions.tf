terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # Where the state is differs for each account, so it is given at `terraform init -backend-config=FILE`;
  # backend.tfbackend.example shows such a file.
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}
