/** The one switch that stops every remediation. It is asked before each step and never cached. */
export interface RemediationSwitch {
  /** Whether remediation may go on. A switch that is missing or cannot be read is off: never rejects. */
  isOn(): Promise<boolean>;
}
