# The policy of a key that separates access: unlike the deployment's own key it is not handed to the account's IAM, so no policy
# there, however wide, lets anybody decrypt whom this one does not name.
locals {
  # What S3 says of the data key it asks for: with a bucket key the bucket, else the object.
  of_these_objects = {
    for objects in var.objects[*] : "objects" => {
      StringEquals = { "kms:ViaService" = "s3.${local.region}.amazonaws.com" }
      ArnLike      = { "kms:EncryptionContext:aws:s3:arn" = flatten([for arn in objects.bucket_arns : [arn, "${arn}/*"]]) }
    }
  }

  objects_policy = {
    Version = "2012-10-17"
    Statement = concat(
      [{
        # Changing this policy is left to the account, and shows in its trail; encrypting, decrypting and grants are not.
        Sid       = "AccountManagesAndCannotDecrypt"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
        Action = [
          "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:ListGrants", "kms:ListKeyPolicies",
          "kms:PutKeyPolicy", "kms:EnableKey", "kms:DisableKey", "kms:EnableKeyRotation", "kms:DisableKeyRotation", "kms:UpdateKeyDescription",
          "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias", "kms:TagResource", "kms:UntagResource", "kms:RevokeGrant",
          "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion",
        ]
        Resource = "*" # In a key policy `*` means this key and no other.
      }],
      [
        for statement in flatten([for objects in var.objects[*] : [
          { Sid = "WritersEncrypt", Action = ["kms:GenerateDataKey"], arns = objects.writer_arns },
          { Sid = "ReadersDecrypt", Action = ["kms:Decrypt"], arns = objects.reader_arns },
          ]]) : {
          Sid    = statement.Sid
          Effect = "Allow"
          # Named by condition: KMS refuses a policy whose principals are not there yet, and the roles need the key. IAM has to
          # allow it as well.
          Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
          Action    = statement.Action
          Resource  = "*" # In a key policy `*` means this key and no other.
          Condition = merge(local.of_these_objects["objects"], {
            ArnLike = merge(local.of_these_objects["objects"].ArnLike, { "aws:PrincipalArn" = statement.arns })
          })
        } if length(statement.arns) > 0
      ],
    )
  }
}
