/**
 * Events of EventBridge whose own reader there is none: the event's account, region and time, and `detail` for the rest; as
 * `networkRows`. `_` stands for a space.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html
 */
export const eventRows = `
eventbridge - detail-type,detail within:detail action:detail/eventName,detail/eventType,detail/event,detail/EventID,detail/action,detail/operation,detail-type errorCode:detail/errorCode,detail/error-code,detail/stopCode errorMessage:detail/errorMessage,detail/error_message,detail/statusReason,detail/stoppedReason,detail/failureReason,detail/cause message:detail/message,detail/Message,detail/statusMessage,detail/statusReason,detail/stoppedReason,detail/reason,detail/failureReason,detail/errorMessage,detail/cause,detail/description,detail/status-details/message source:detail/sourceIPAddress,detail/source-ip-address,detail/clientIpAddress,detail/ipAddress sourcePort:none destination:none destinationPort:none outcome:detail/status,detail/state,detail/lastStatus,detail/result,detail/jobStatus,detail/build-status,detail/deployment-status,detail/currentState,detail/eventType,detail/outcome,detail/Status,detail/State url:none path:none
eventbridge-health - source=aws.health,detail within:detail message:detail/eventDescription/0/latestDescription action:detail/eventTypeCode outcome:none status:none source:none level:none
eventbridge-ecs eks source=aws.ecs,detail within:detail action:detail/eventName,detail/lastStatus,detail-type outcome:detail/eventName,detail/stopCode message:detail/stoppedReason,detail/reason,detail/containers/0/reason errorCode:detail/stopCode source:none
eventbridge-ecs eks source=aws.ecs,detail,detail-type=ECS_Service_Action within:detail action:detail/eventName level:detail/eventType message:detail/reason outcome:detail/eventName source:none
eventbridge-ecs eks source=aws.ecs,detail,detail-type=ECS_Deployment_State_Change within:detail action:detail/eventName level:detail/eventType message:detail/reason outcome:detail/eventName source:none
eventbridge-config config source=aws.config,detail,detail/newEvaluationResult within:detail action:detail/messageType rule:detail/configRuleName outcome:detail/newEvaluationResult/complianceType account:detail/awsAccountId region:detail/awsRegion message:none status:none source:none time:time
eventbridge-trusted-advisor - source=aws.trustedadvisor,detail within:detail rule:detail/check-name level:detail/status message:none action:detail-type outcome:detail/status source:none status:none
eventbridge-s3 s3-access source=aws.s3,detail within:detail action:detail-type source:detail/source-ip-address userId:detail/requester request:detail/request-id outcome:none message:none
eventbridge-ecr - source=aws.ecr,detail within:detail action:detail/action-type,detail-type outcome:detail/result,detail/scan-status message:none
eventbridge-rds rds source=aws.rds,detail within:detail message:detail/Message action:detail/EventID outcome:none source:none
eventbridge-alarm - source=aws.cloudwatch,detail/alarmName within:detail rule:detail/alarmName action:detail/state/value message:detail/state/reason outcome:none time:detail/state/timestamp
eventbridge-signin cloudtrail source=aws.signin,detail within:detail action:detail/eventName
eventbridge-ec2 ec2 source=aws.ec2,detail within:detail action:detail/state,detail/instance-action,detail/event,detail-type instance:detail/instance-id,detail/EC2InstanceId outcome:detail/result source:none message:detail/cause
eventbridge-autoscaling ec2 source=aws.autoscaling,detail within:detail action:detail-type outcome:detail/StatusCode,detail-type message:detail/StatusMessage,detail/Cause instance:detail/EC2InstanceId errorMessage:detail/StatusMessage source:none status:none
eventbridge-step-functions - source=aws.states,detail within:detail action:detail/status outcome:detail/status errorCode:detail/error errorMessage:detail/cause message:detail/cause source:none
eventbridge-glue - source=aws.glue,detail within:detail action:detail/state,detail-type outcome:detail/state message:detail/message source:none
eventbridge-emr - source=aws.emr,detail within:detail level:detail/severity action:detail/state,detail-type outcome:detail/state message:detail/message,detail/stateChangeReason source:none
eventbridge-backup - source=aws.backup,detail within:detail action:detail/state,detail-type outcome:detail/state,detail/status message:detail/statusMessage source:none
eventbridge-codepipeline - source=aws.codepipeline,detail within:detail action:detail/state outcome:detail/state message:detail/execution-result/external-execution-summary rule:none source:none
eventbridge-codebuild - source=aws.codebuild,detail within:detail action:detail/build-status,detail/completed-phase outcome:detail/build-status,detail/completed-phase-status message:detail/completed-phase-context source:none
eventbridge-dms rds source=aws.dms,detail within:detail action:detail/eventType,detail/eventId outcome:detail/eventType message:detail/detailMessage source:none
eventbridge-redshift rds source=aws.redshift,detail within:detail message:detail/Message,detail/errorMessage action:detail/EventID,detail/state outcome:detail/state source:none
eventbridge-medialive - source=aws.medialive,detail within:detail message:detail/message action:detail/alert_type,detail/state outcome:none source:none
eventbridge-mediaconvert - source=aws.mediaconvert,detail within:detail action:detail/status outcome:detail/status message:detail/errorMessage errorCode:detail/errorCode source:none
eventbridge-securityhub - source=aws.securityhub,detail within:detail message:detail/actionDescription,detail/actionName action:detail-type source:none
eventbridge-inspector - source=aws.inspector2,detail within:detail action:detail-type outcome:detail/scan-status source:none
eventbridge-kms - source=aws.kms,detail within:detail action:detail-type message:none source:none
eventbridge-acm - source=aws.acm,detail within:detail action:detail/Action,detail-type outcome:detail/ExitStatus message:none source:none
eventbridge-ssm - source=aws.ssm,detail within:detail action:detail/Status,detail/operation,detail/status,detail-type outcome:detail/Status,detail/status,detail/compliance-status instance:detail/instance-id message:detail/FailureMessage source:none
eventbridge-workspaces - source=aws.workspaces,detail within:detail source:detail/clientIpAddress time:detail/loginTime action:detail/actionType outcome:none
`
  // An event says itself when and where it was; `detail` may name other times, accounts and regions.
  .replaceAll(' within:detail ', ' within:detail time:time account:account region:region eventId:id ');
