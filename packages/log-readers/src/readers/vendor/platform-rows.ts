/** Records of compute, data, messaging and management services; as `networkRows`. */
export const platformRows = `
ecs-action eks actionSourceId,logLevel message:detail/message action:detail/eventName,detail/type account:resourceArn region:resourceArn within:detail
ecs-container-insights eks CloudWatchMetrics,Namespace=ECS/ContainerInsights time:Timestamp action:Type
container-insights eks CloudWatchMetrics,ClusterName time:Timestamp action:Type instance:InstanceId message:none level:none
eks-auto-mode eks resource_arn~:eks:,event_timestamp logger:controller action:none errorMessage:error,err outcome:none
eks-authenticator eks arn,client,stsendpoint userId:arn
eks-kube-bench eks Controls,Totals message:none
emf application _aws/CloudWatchMetrics time:_aws/Timestamp request:requestId,request_id,RequestId action:event_type outcome:none level:level
lambda-insights lambda _aws/CloudWatchMetrics,function_name time:_aws/Timestamp faas:request_id action:event_type outcome:none
emf application CloudWatchMetrics,Timestamp time:Timestamp outcome:none
lambda-durable lambda durableExecutionArn message:message,msg,errorMessage action:type,operationType
step-functions application execution_arn,type,details time:event_timestamp action:type outcome:type account:execution_arn region:execution_arn errorCode:details/error errorMessage:details/cause message:details/cause
event-bus application event_bus_name,message_type time:message_timestamp_ms action:message_type level:log_level errorMessage:error status:error/http_status_code rule:details/rule_name outcome:none
event-pipes application resourceArn~:pipes:,messageType time:timestamp action:messageType errorMessage:error status:error/httpStatusCode outcome:none
scheduler application scheduleArn action:eventName
event-registry application eventBusName,eventId action:eventName
firehose-delivery application deliveryStreamARN account:deliveryStreamARN region:deliveryStreamARN outcome:none errorMessage:message action:none
firehose-failed application attemptsMade,arrivalTimestamp,rawData time:attemptEndingTimestamp,arrivalTimestamp errorCode:errorCode errorMessage:errorMessage message:errorMessage
kinesis-analytics application applicationARN,messageType time:none level:messageType logger:logger errorMessage:throwableInformation/0
msk-connect application connectorArn message:message
mwaa application dag_id,task_id message:message
iot-core application eventType,clientId,protocol action:eventType outcome:status message:details,reason errorCode:reason transport:none userId:principalId
iot-core application eventType,logLevel,traceId,accountId action:eventType outcome:status message:details,reason errorCode:reason transport:none userId:principalId
iot-lifecycle application clientId,eventType,versionNumber action:eventType userId:principalIdentifier source:ipAddress message:disconnectReason
iot-defender application report_id,header message:none
iot-defender-violation application violationEventType,violationId time:violationEventTime action:violationEventType
iot-sitewise application gatewayId,component action:event
iot-fleetwise application vehicleName,logLevel action:eventType
iot-events application detectorModelName,detectorModelEventType action:detectorModelEventType
iot-analytics application channelName,context action:context
iot-wireless application WirelessDeviceId,resource action:event
iot-jobs application jobId,thingName,eventType action:eventType outcome:status
greengrass application loggerName,contexts,thread time:timestamp logger:loggerName action:eventType errorMessage:cause/message,cause
fis application log_type,event_timestamp,details within:details action:log_type outcome:details/action_state/status,details/experiment_state/status errorMessage:details/action_state/reason,details/experiment_state/reason message:details/action_state/reason,details/experiment_state/reason
prometheus application workspaceId,component within:message message:message/log level:message/level logger:component
managed-grafana application workspaceId,logger message:msg
transfer-connector application connector-id,operation action:operation outcome:status-code errorCode:failure-code errorMessage:failure-message message:failure-message account:account-id,connector-arn region:connector-arn path:file-path
transfer-server application activity-type,resource-arn action:activity-type outcome:activity-type source:source-ip user:user account:resource-arn region:resource-arn userId:role errorMessage:message path:path
transfer-as2 application as2-message-id action:message-type outcome:status-code errorMessage:failure-message
transfer-workflow application details/executionId,type time:timestamp action:type outcome:type errorCode:details/errorType errorMessage:details/errorMessage user:transferDetails/username
datasync-enhanced application EventName,TaskExecutionId action:EventName outcome:Status message:ErrorDetail errorCode:ErrorCode
datasync-report application TaskExecutionId,SrcMetadata outcome:TransferStatus,VerifyStatus
storage-gateway-health application gateway,severity,type time:timestamp action:operation errorCode:type level:severity outcome:none
storage-gateway-audit application objectName,shareName,operation action:operation source:sourceAddress user:sourceAccountName outcome:status
backup-report application backupJobId,backupVaultName outcome:state message:statusMessage
s3-batch-report application TaskStatus,Bucket outcome:TaskStatus
fsx application fileSystemId,operation action:operation outcome:status
dms-serverless application replicationConfigArn message:message
rds-enhanced-monitoring rds engine,instanceID,numVCPUs time:timestamp outcome:none message:none action:none
rds-activity-stream rds databaseActivityEvents,version message:none
rds-activity-event rds dbUserName,commandText time:logTime source:remoteHost sourcePort:remotePort user:dbUserName action:command message:commandText outcome:exitCode errorMessage:errorMessage
docdb-audit rds atype,param time:ts action:atype outcome:param/success user:param/user,users/0/user source:remote_ip message:param/message errorCode:param/error
docdb-audit rds atype,remote_ip time:ts action:atype source:remote_ip user:param/user
docdb-profiler rds op,ns,millis time:ts action:op source:client user:user outcome:none message:planSummary transport:none
neptune-slow rds requestResponseMetadata,requestStats time:requestStats/timestamp source:requestResponseMetadata/remote method:requestResponseMetadata/method status:requestResponseMetadata/httpCode message:queryStats/query
opensearch-audit application audit_category action:audit_category outcome:audit_category user:audit_request_effective_user source:audit_request_remote_address path:audit_rest_request_path method:audit_rest_request_method logger:audit_request_layer
opensearch-ingestion application pipelineName,message logger:logger
elasticache-slow rds CacheClusterId,Duration time:Timestamp source:ClientAddress action:Command message:Command user:ClientName
elasticache-slow rds CacheClusterId,Command time:Timestamp,Time source:ClientAddress action:Command message:Command
elasticache-engine rds CacheClusterId,LogLevel time:Time,Timestamp level:LogLevel message:Message
redshift-serverless rds namespaceName,workgroupName message:message
timestream rds queryId,queryString message:queryString
glue-data-quality application rulesetNames,score action:context/contextType outcome:state
glue application jobName,jobRunId message:message
emr-serverless application applicationId,jobId,logType message:message
athena application queryExecutionId outcome:currentState,status
clean-rooms application collaborationId message:message action:eventType
datazone application domainId,projectId action:eventType
kendra application IndexId,DataSourceId message:Message,message
kendra application IndexId,DocumentId outcome:status message:message,ErrorMessage
personalize application datasetGroupArn message:message
bedrock-invocation application schemaType=ModelInvocationLog time:timestamp action:operation userId:identity/arn errorCode:errorCode message:errorMessage outcome:none errorMessage:errorMessage
bedrock-knowledge-base application event_version,event_type,event,event_timestamp action:event_type outcome:event/status,event/ingestion_job_status account:event/knowledge_base_arn region:event/knowledge_base_arn within:event
bedrock-knowledge-base application event_type~KnowledgeBase action:event_type outcome:event/status,event/resource_status,event/ingestion_job_status message:event/status_reasons,event/verdict account:event/knowledge_base_arn region:event/knowledge_base_arn within:event
bedrock-knowledge-base application event_type~StartIngestionJob action:event_type outcome:event/ingestion_job_status,event/status message:event/document_location/s3_location/uri account:event/knowledge_base_arn region:event/knowledge_base_arn within:event
bedrock-agent application agent_alias_arn action:event_type,operation account:agent_alias_arn region:agent_alias_arn within:event
bedrock-agent application resourceId,spanId,eventName action:eventName,operation message:body
bedrock-runtime application resourceArn~:bedrock:,eventTimestamp action:operation outcome:status message:body
agentcore application resource_arn~:bedrock-agentcore: time:event_timestamp,timeUnixNano message:body,body/log,body/error,error_message action:operation,operation_name errorMessage:error_message,body/error
q-business application application_id,conversation_id time:event_timestamp action:log_type message:user_message user:user_email account:account_id outcome:none url:none
q-business-sync application applicationId,FeatureName,LogLevel account:AwsAccountId outcome:SyncStatus,CrawlStatus,IndexStatus message:Message,ErrorMsg errorMessage:ErrorMsg action:CrawlAction,FeatureName errorCode:ErrorCode
q-developer application codeReferences message:none
q-developer-customization application customizationArn outcome:status
q-connect application assistant_id action:event_type message:utterance,prompt
sagemaker-capture application captureData,eventMetadata time:eventMetadata/inferenceTime message:none eventId:eventMetadata/eventId
sagemaker-ground-truth application labelingJobName,eventName message:message
sagemaker-worker application worker-id,cognito_user_pool_id action:event-name
comprehend application jobName,jobStatus outcome:jobStatus
entity-resolution application workflow_name,event_type time:event_timestamp action:event_type
rtb-fabric application rtbfabric_event_timestamp time:rtbfabric_event_timestamp action:event_type
elemental-inference application resource_arn~:elemental-inference: action:detail
devops-agent application optional_agent_space_id account:optional_account_id level:optional_level outcome:optional_status action:optional_operation errorMessage:optional_error_message message:optional_error_message,optional_details
pcs-jobs application scheduler_type,fields action:fields/state outcome:fields/state user:fields/user message:none
pcs-scheduler application scheduler_type,log_name message:message
pcs-scaling application compute_node_group_id,scheduler_node_id outcome:status_code errorCode:reason_code message:description status:none
parallelcluster application cluster-name,event-type time:datetime action:event-type message:message instance:instance-id
deadline application session_id,queue_id message:message
gamelift application fleetId,gameSessionId message:message
workspaces-access application workspaceId,loginTime time:loginTime source:clientIpAddress
appstream application fleetName,sessionId user:userName
ssm-session application sessionId,sessionData time:eventTime userId:userIdentity/arn message:sessionData/0 account:awsAccountId region:awsRegion
ssm-run-command application commandId,pluginName outcome:status instance:instanceId message:output
ssm-compliance application compliance-type,compliance-status outcome:compliance-status
logs-insights-query application query_id,query_text time:event_timestamp userId:principal_arn outcome:status action:log_type message:query_text
logs-anomaly application anomalyArn,patternString time:timestamp,lastSeen message:patternString outcome:none
log-transformer application transformerName message:message
internet-monitor application clientLocation,internetHealth time:timestamp region:serviceLocation message:none
network-flow-monitor application monitorArn,metricName message:none
rum application event_type~com.amazon.rum,event_timestamp action:event_type url:metadata/pageId agent:none user:user_details/userId message:event_details/message errorCode:event_details/type within:metadata
evidently application experimentArn,entityId action:type
evidently application feature,entityId,variation action:type user:entityId
synthetics application canaryName,executionStatus outcome:executionStatus message:failureReason
xray-segment application trace_id,start_time,name time:end_time,start_time trace:trace_id span:id outcome:none url:http/request/url method:http/request/method status:http/response/status source:http/request/client_ip agent:http/request/user_agent errorMessage:cause/exceptions/0/message errorCode:cause/exceptions/0/type logger:none message:none
application-signals application AWS/ServiceLevelIndicator message:none
cloudwatch-alarm application AlarmName,NewStateValue time:StateChangeTime account:AWSAccountId outcome:NewStateValue action:NewStateValue rule:AlarmName message:NewStateReason region:AlarmArn
sns-envelope application TopicArn,Message,Type time:Timestamp message:Message account:TopicArn region:TopicArn action:Type outcome:none
cost-anomaly application anomalyId,anomalyScore time:anomalyEndDate,anomalyStartDate account:accountId
codebuild application build-id,project-name outcome:build-status
codebuild-sandbox application sandboxArn message:message
apprunner application serviceArn,operationId action:type outcome:status
amplify application appId,branchName,jobId outcome:jobStatus
elastic-beanstalk application EnvironmentName,EventDate time:EventDate level:Severity message:Message
cloudhsm application hsmId,command action:command
private-ca-audit application certificateArn,serial time:issuedAt,revokedAt account:certificateArn region:certificateArn action:none userId:subject
acm application CertificateArn,DaysToExpiry account:CertificateArn region:CertificateArn
payment-cryptography application keyArn,operation action:operation
cognito-activity application eventSource=USER_ACTIVITY,message within:message time:eventTimestamp action:message/eventType outcome:message/eventResponse user:message/userName userId:message/userSub source:message/ipAddress message:none request:message/requestId
cognito-notification application eventSource=USER_NOTIFICATION,message within:message time:eventTimestamp message:message/details action:eventSource errorMessage:message/details
cognito-sync application identityPoolId,datasetName action:event
macie-job application adminAccountId,jobId time:occurredAt action:eventType account:affectedAccount message:description outcome:none
macie-finding application classificationDetails,schemaVersion,accountId time:updatedAt,createdAt level:severity/description rule:type message:description,title
macie-finding application policyDetails,schemaVersion,accountId time:updatedAt,createdAt level:severity/description rule:type action:policyDetails/action/actionType message:description,title user:policyDetails/actor/userIdentity/iamUser/userName source:policyDetails/actor/ipAddressDetails/ipAddressV4
macie-result application classificationDetails,resourcesAffected time:updatedAt,createdAt account:accountId
access-analyzer application analyzedAt,resource time:updatedAt account:accountId,resourceOwnerAccount outcome:none message:error
access-analyzer application findingType,resourceOwnerAccount time:updatedAt account:resourceOwnerAccount outcome:none
guardduty-malware-scan guardduty scanId,scanStatus time:eventTime,scanEndTime outcome:scanStatus action:eventName account:accountId
guardduty-malware-scan guardduty eventName~EBS_VOLUME_SCAN action:eventName outcome:eventName account:accountId
guardduty-malware-scan guardduty scanId,eventName action:eventName outcome:eventName
detective application graphArn,memberAccountId action:eventName
audit-manager application assessmentId,controlSetId action:eventName
signer application signingJobId outcome:status
license-manager application licenseConfigurationArn account:licenseConfigurationArn region:licenseConfigurationArn
managed-blockchain application networkId,nodeId message:message
ground-station application contactId,groundStationName outcome:contactStatus
healthlake application datastoreId,jobId outcome:jobStatus
healthimaging application datastoreId,importJobId outcome:status
omics application runId,runUuid outcome:status
supply-chain application instanceId,dataIntegrationFlow outcome:status
verified-permissions application policyStoreId,decision action:action outcome:decision
appflow application flow-name,execution-id outcome:status message:error-info/putErrorMessage
appflow application flow-arn,num-of-records-processed outcome:status account:flow-arn region:flow-arn message:error-info/message
mainframe application applicationId,batchJobIdentifier outcome:status
m2 application mainframe-app,message message:message
simspace application simulationArn message:message
robomaker application simulationJobArn message:message
lookout application anomalyDetectorArn message:message
connect-outbound application campaignId,contactId action:eventType
`;

/** Records of the common delivery infrastructure whose service is not in the table. */
export const fallbackRows = `
vended-log application resource_arn,event_timestamp errorMessage:error_message,error,err
vended-log application resourceArn,eventTimestamp errorMessage:errorMessage,error
`;
