variables {
  documents = {
    thresholds = { version = 2, thresholds = {} }
    mutes      = { version = 2, mutes = [] }
    routes     = { version = 2, routes = [] }
    outputs    = { version = 2, outputs = [] }
    grouping   = { version = 2, grouping = {} }
  }
}

run "finds_nothing_wrong_with_what_is_left_out" {
  command = plan

  assert {
    condition     = alltrue([for problems in values(output.problems) : length(problems) == 0])
    error_message = "Empty documents are good."
  }
}

run "takes_what_the_functions_take" {
  command = plan

  variables {
    documents = {
      thresholds = { version = 2, thresholds = { alertMinSeverity = "ERROR", anomalyMinScore = 0.5, rules = [
        { name = "payments", kind = "errors", atLeast = 11, scopes = ["123456789012:/app/payments*"] },
        { name = "any-critical", kind = "critical" },
        { name = "ratio", kind = "error_ratio", ratioAbove = 0.05, leastEvents = 100, windows = 2 },
      ] } }
      mutes = { version = 2, mutes = [{ account = "123456789012", until = "2028-02-29T00:00:00Z", reason = "Penetration test of January.", by = "ana" }] }
      routes = { version = 2, routes = [
        { minSeverity = "CRITICAL", datasets = ["cloudtrail"], rules = ["root-*"], accounts = ["123456789012"], team = "security", outputs = ["pager", "default"] },
      ] }
      outputs = { version = 2, outputs = [
        { name = "pager", type = "pagerduty", secret = "arn:aws:ssm:eu-central-1:123456789012:parameter/alerts/pager" },
        { name = "mail", type = "email", from = "bellwether@example.com", to = ["oncall@example.com"] },
        { name = "hook", type = "webhook", url = "https://hooks.example.com/alerts?team=a", secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:hook-AbCdEf" },
        { name = "bus", type = "eventbridge", busName = "alerts" },
      ] }
      grouping = { version = 2, grouping = { by = ["rule", "scope"], windowMinutes = 60, maxRollUpMinutes = 600 } }
    }
  }

  assert {
    condition     = alltrue([for problems in values(output.problems) : length(problems) == 0])
    error_message = jsonencode(output.problems)
  }
}

run "says_what_is_wrong_and_where" {
  command = plan

  variables {
    documents = {
      thresholds = { version = 1, thresholds = { alertMinSeverity = "HIGH", anomalyMinScore = 1.5, rules = [
        { name = "Payments", kind = "errors", atLeast = 0, scopes = [] },
        { name = "twice", kind = "most" },
        { name = "twice", kind = "error_ratio", ratioAbove = 1, windows = 1.5 },
        { kind = "critical", severity = "ERROR", windows = "3" },
      ] } }
      mutes = { version = 2, mutes = [
        { until = "2030-01-31T00:00:00Z", reason = "It is loud today." },
        { rule = "", untill = "2030-01-31T00:00:00Z", reason = "Short." },
        { rule = "a", until = "2030-02-30T00:00:00Z", reason = "February is shorter than that." },
        { rule = "a", until = "tomorrow", reason = "It is loud today." },
        "root-activity",
      ] }
      routes = { version = 2, routes = [{ minSeverity = "CRITICAL", datasets = ["syslog"], outputs = ["pager"] }, { minSeverity = "ERROR", topic = "a", outputs = [] }] }
      outputs = { version = 2, outputs = [
        { name = "chat", type = "slack-webhook", secret = "xoxb-the-secret-itself" },
        { name = "chat", type = "email", from = "nobody", to = ["oncall@example.com", "two@example.com,three@example.com"] },
        { name = "hook", type = "webhook", url = "http://hooks.example.com", secret = "arn:aws:ssm:eu-central-1:123456789012:parameter/hook" },
        { name = "phone", type = "call" },
      ] }
      grouping = { version = 2, grouping = { by = ["day"], windowMinutes = 1, rollUpMinutes = 120, maxRollUpMinutes = 60 }, mutes = [] }
    }
  }

  assert {
    condition = jsonencode(output.problems.thresholds) == jsonencode([
      "thresholds.version must be one of 2.",
      "thresholds.alertMinSeverity must be one of CRITICAL, ERROR, WARNING, INFO, DEBUG, TRACE.",
      "thresholds.anomalyMinScore must be at most 1.",
      "thresholds.rules.1.kind must be one of errors, critical, error_ratio.",
      "thresholds.rules.3 has no name.",
      "thresholds.rules.0.name has not the form that is asked for.",
      "thresholds.rules.0.scopes must not be empty.",
      "thresholds.rules.2.windows must be a whole number.",
      "thresholds.rules.3.windows must be a whole number.",
      "thresholds.rules.0.atLeast must be 1 or more.",
      "thresholds.rules.3 holds something besides name, scopes, windows, kind, atLeast, findingSeverity.",
      "thresholds.rules.2.ratioAbove must be less than 1.",
      "thresholds.rules.2.name is taken by a rule before it.",
    ])
    error_message = jsonencode(output.problems.thresholds)
  }

  assert {
    condition = jsonencode(output.problems.mutes) == jsonencode([
      "mutes.4 must be an object.",
      "mutes.1 holds something besides rule, dataset, logGroup, account, until, reason, by.",
      "mutes.1 has no until.",
      "mutes.0 must name one of rule, dataset, logGroup, account.",
      "mutes.1.rule must not be empty.",
      "mutes.3.until has not the form that is asked for.",
      "mutes.1.reason must have 10 characters at least.",
      "mutes.2.until is not a time that exists.",
    ])
    error_message = jsonencode(output.problems.mutes)
  }

  assert {
    condition = jsonencode(output.problems.routes) == jsonencode([
      "routes.1 holds something besides minSeverity, datasets, scopes, rules, accounts, team, outputs.",
      "routes.0.datasets.0 must be one of cloudtrail, vpc-flow, eks, ec2, lambda, alb, s3-access, waf, guardduty, route53, cloudfront, api-gateway, rds, config, application.",
      "routes.1.outputs must not be empty.",
      "routes.0.outputs.0 names no output that is defined.",
    ])
    error_message = jsonencode(output.problems.routes)
  }

  assert {
    condition = jsonencode(output.problems.outputs) == jsonencode([
      "outputs.3.type must be one of sns, email, slack-webhook, slack-q, teams, pagerduty, webhook, eventbridge.",
      "outputs.1.from has not the form that is asked for.",
      "outputs.1.to.1 has not the form that is asked for.",
      "outputs.0.secret has not the form that is asked for.",
      "outputs.2.url has not the form that is asked for.",
      "outputs.1.name is taken by an output before it.",
    ])
    error_message = jsonencode(output.problems.outputs)
  }

  assert {
    condition = jsonencode(output.problems.grouping) == jsonencode([
      "grouping holds something besides version, grouping.",
      "grouping.by.0 must be one of rule, account, region, scope, dedupeKey.",
      "grouping.windowMinutes must be 5 or more.",
      "grouping.maxRollUpMinutes is less than rollUpMinutes.",
    ])
    error_message = jsonencode(output.problems.grouping)
  }
}
