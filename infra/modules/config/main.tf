module "rules" {
  source = "../settings-rules"

  documents = local.documents
}

locals {
  # One document each, so that a change of one is a new version of that one alone. `version` names the shape, not the content.
  documents = {
    thresholds = { version = 2, thresholds = var.thresholds }
    mutes      = { version = 2, mutes = var.mutes }
    routes     = { version = 2, routes = var.routes }
    outputs    = { version = 2, outputs = var.outputs }
    grouping   = { version = 2, grouping = var.grouping }
  }

  texts = { for name, document in local.documents : name => jsonencode(document) }

  # Characters SSM takes: more is refused when it is applied, after half of the change is made.
  standard_characters = 4096
  most_characters     = 8192
  too_long            = sort([for name, text in local.texts : name if length(text) > local.most_characters])
}

resource "aws_ssm_parameter" "this" {
  for_each = local.texts

  name        = "/${var.name_prefix}/alerts/${each.key}"
  description = "Alert ${each.key} of ${var.name_prefix}, JSON. Changed by Terraform: a change by hand is undone."
  type        = "String" # Numbers, names and reasons; no secret belongs in any of them.
  tier        = length(each.value) > local.standard_characters ? "Advanced" : "Standard"
  value       = each.value

  lifecycle {
    # What the functions would refuse when they read it, refused before it is written.
    precondition {
      condition     = length(module.rules.problems[each.key]) == 0
      error_message = join(" ", module.rules.problems[each.key])
    }

    precondition {
      condition     = length(local.too_long) == 0
      error_message = "A parameter holds ${local.most_characters} characters, and these documents are longer: ${join(", ", local.too_long)}. Split what they say, or leave out what has ended."
    }
  }
}
