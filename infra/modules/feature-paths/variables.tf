variable "features" {
  description = "What an environment was given as `features`: parts by name, each as the stack takes it."
  type        = any
}

variable "defaults" {
  description = "Parts that an environment has unless it is given others, such as `{ audit = { enabled = true } }`; what is given is merged over them."
  type        = any
  default     = {}
}
