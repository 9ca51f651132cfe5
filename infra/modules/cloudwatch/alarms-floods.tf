# Alarms on what one log source has too much of. Each reads its metric by the dimension `service`.
locals {
  # Lines that make more findings than people can read. What is listed, notified and remediated is chosen by severity.
  held_back = {
    findings = {
      metric = "FindingsHeldBack"
      says   = "A log source made more findings than may be listed. The finding more-findings says which and about how many: either much is wrong there, or somebody floods it."
    }
    notifications = {
      metric = "NotificationsHeldBack"
      says   = "A log source made more findings of one severity than are notified one by one. The rest are listed: look at them with bellwether findings."
    }
    workflows = {
      metric = "WorkflowsHeldBack"
      says   = "A log source made more findings of one severity than may start a remediation. The rest are listed, and nothing acts on them."
    }
  }

  floods = merge([
    for what, alarm in local.held_back : {
      for name, full_name in local.ingest_names : "${name}-${what}-held-back" => {
        service   = full_name
        metric    = alarm.metric
        statistic = "Sum"
        periods   = 1
        threshold = 0
        says      = alarm.says
      }
    }
  ]...)

  # Rows of counters have bounded room, and frequent names keep their place. Very many names at once are an attack, or a field that holds an id.
  folds = {
    for name, full_name in local.ingest_names : "${name}-names-folded" => {
      service   = full_name
      metric    = "CountNamesFolded"
      statistic = "Sum"
      periods   = 1
      threshold = 1000
      says      = "More than a thousand names within five minutes had no room in their row of counters and were counted together: thousands of addresses, users or kinds of lines at once. Rare ones among them can be missed by rules that count."
    }
  }
}
