variable "documents" {
  description = "The documents as they are to be written, each `{ version, <name> }`; their values must be known when planned."
  type = object({
    thresholds = any
    mutes      = any
    routes     = any
    outputs    = any
    grouping   = any
  })
}
