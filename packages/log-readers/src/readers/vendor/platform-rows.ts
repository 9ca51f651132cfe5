/** Records of compute, data, messaging and management services; as `networkRows`. */
export const platformRows = `
ecs-action eks actionSourceId,logLevel message:detail/message action:detail/eventName,detail/type account:resourceArn region:resourceArn within:detail
ecs-container-insights eks CloudWatchMetrics,Namespace=ECS/ContainerInsights time:Timestamp action:Type
container-insights eks CloudWatchMetrics,ClusterName time:Timestamp action:Type instance:InstanceId message:none level:none
eks-auto-mode eks resource_arn~:eks:,event_timestamp logger:controller action:none errorMessage:error,err outcome:none
eks-authenticator eks arn,client,stsendpoint userId:arn
eks-kube-bench eks Controls,Totals message:none
emf - _aws/CloudWatchMetrics time:_aws/Timestamp request:requestId,request_id,RequestId action:event_type outcome:none level:level
lambda-insights lambda _aws/CloudWatchMetrics,function_name time:_aws/Timestamp faas:request_id action:event_type outcome:none
emf - CloudWatchMetrics,Timestamp time:Timestamp outcome:none
lambda-durable lambda durableExecutionArn message:message,msg,errorMessage action:type,operationType
step-functions - execution_arn,type,details time:event_timestamp action:type outcome:type account:execution_arn region:execution_arn errorCode:details/error errorMessage:details/cause message:details/cause
event-bus - event_bus_name,message_type time:message_timestamp_ms action:message_type level:log_level errorMessage:error status:error/http_status_code rule:details/rule_name outcome:none
event-pipes - resourceArn~:pipes:,messageType time:timestamp action:messageType errorMessage:error status:error/httpStatusCode outcome:none
scheduler - scheduleArn action:eventName
event-registry - eventBusName,eventId action:eventName
firehose-delivery - deliveryStreamARN account:deliveryStreamARN region:deliveryStreamARN outcome:none errorMessage:message action:none
firehose-failed - attemptsMade,arrivalTimestamp,rawData time:attemptEndingTimestamp,arrivalTimestamp errorCode:errorCode errorMessage:errorMessage message:errorMessage
kinesis-analytics - applicationARN,messageType time:none level:messageType logger:logger errorMessage:throwableInformation/0
msk-connect - connectorArn message:message
mwaa - dag_id,task_id message:message
iot-core - eventType,clientId,protocol action:eventType outcome:status message:details,reason errorCode:reason transport:none userId:principalId
iot-core - eventType,logLevel,traceId,accountId action:eventType outcome:status message:details,reason errorCode:reason transport:none userId:principalId
iot-lifecycle - clientId,eventType,versionNumber action:eventType userId:principalIdentifier source:ipAddress message:disconnectReason
iot-defender - report_id,header message:none
iot-defender-violation - violationEventType,violationId time:violationEventTime action:violationEventType
iot-sitewise - gatewayId,component action:event
iot-fleetwise - vehicleName,logLevel action:eventType
iot-events - detectorModelName,detectorModelEventType action:detectorModelEventType
iot-analytics - channelName,context action:context
iot-wireless - WirelessDeviceId,resource action:event
iot-jobs - jobId,thingName,eventType action:eventType outcome:status
greengrass - loggerName,contexts,thread time:timestamp logger:loggerName action:eventType errorMessage:cause/message,cause
fis - log_type,event_timestamp,details within:details action:log_type outcome:details/action_state/status,details/experiment_state/status errorMessage:details/action_state/reason,details/experiment_state/reason message:details/action_state/reason,details/experiment_state/reason
prometheus - workspaceId,component within:message message:message/log level:message/level logger:component
managed-grafana - workspaceId,logger message:msg
transfer-connector - connector-id,operation action:operation outcome:status-code errorCode:failure-code errorMessage:failure-message message:failure-message account:account-id,connector-arn region:connector-arn path:file-path
transfer-server - activity-type,resource-arn action:activity-type outcome:activity-type source:source-ip user:user account:resource-arn region:resource-arn userId:role errorMessage:message path:path
transfer-as2 - as2-message-id action:message-type outcome:status-code errorMessage:failure-message
transfer-workflow - details/executionId,type time:timestamp action:type outcome:type errorCode:details/errorType errorMessage:details/errorMessage user:transferDetails/username
datasync-enhanced - EventName,TaskExecutionId action:EventName outcome:Status message:ErrorDetail errorCode:ErrorCode
datasync-report - TaskExecutionId,SrcMetadata outcome:TransferStatus,VerifyStatus
storage-gateway-health - gateway,severity,type time:timestamp action:operation errorCode:type level:severity outcome:none
storage-gateway-audit - objectName,shareName,operation action:operation source:sourceAddress user:sourceAccountName outcome:status
backup-report - backupJobId,backupVaultName outcome:state message:statusMessage
s3-batch-report - TaskStatus,Bucket outcome:TaskStatus
fsx - fileSystemId,operation action:operation outcome:status
dms-serverless - replicationConfigArn message:message
rds-enhanced-monitoring rds engine,instanceID,numVCPUs time:timestamp outcome:none message:none action:none
rds-activity-stream rds databaseActivityEvents,version message:none
rds-activity-event rds dbUserName,commandText time:logTime source:remoteHost sourcePort:remotePort user:dbUserName action:command message:commandText outcome:exitCode errorMessage:errorMessage
docdb-audit rds atype,param time:ts action:atype outcome:param/success user:param/user,users/0/user source:remote_ip message:param/message errorCode:param/error
docdb-audit rds atype,remote_ip time:ts action:atype source:remote_ip user:param/user
docdb-profiler rds op,ns,millis time:ts action:op source:client user:user outcome:none message:planSummary transport:none
neptune-slow rds requestResponseMetadata,requestStats time:requestStats/timestamp source:requestResponseMetadata/remote method:requestResponseMetadata/method status:requestResponseMetadata/httpCode message:queryStats/query
opensearch-audit - audit_category action:audit_category outcome:audit_category user:audit_request_effective_user source:audit_request_remote_address path:audit_rest_request_path method:audit_rest_request_method logger:audit_request_layer
opensearch-ingestion - pipelineName,message logger:logger
elasticache-slow rds CacheClusterId,Duration time:Timestamp source:ClientAddress action:Command message:Command user:ClientName
elasticache-slow rds CacheClusterId,Command time:Timestamp,Time source:ClientAddress action:Command message:Command
elasticache-engine rds CacheClusterId,LogLevel time:Time,Timestamp level:LogLevel message:Message
redshift-serverless rds namespaceName,workgroupName message:message
timestream rds queryId,queryString message:queryString
glue-data-quality - rulesetNames,score action:context/contextType outcome:state
glue - jobName,jobRunId message:message
emr-serverless - applicationId,jobId,logType message:message
athena - queryExecutionId outcome:currentState,status
clean-rooms - collaborationId message:message action:eventType
datazone - domainId,projectId action:eventType
kendra - IndexId,DataSourceId message:Message,message
kendra - IndexId,DocumentId outcome:status message:message,ErrorMessage
personalize - datasetGroupArn message:message
bedrock-invocation - schemaType=ModelInvocationLog time:timestamp action:operation userId:identity/arn errorCode:errorCode message:errorMessage outcome:none errorMessage:errorMessage
bedrock-knowledge-base - event_version,event_type,event,event_timestamp action:event_type outcome:event/status,event/ingestion_job_status account:event/knowledge_base_arn region:event/knowledge_base_arn within:event
bedrock-knowledge-base - event_type~KnowledgeBase action:event_type outcome:event/status,event/resource_status,event/ingestion_job_status message:event/status_reasons,event/verdict account:event/knowledge_base_arn region:event/knowledge_base_arn within:event
bedrock-knowledge-base - event_type~StartIngestionJob action:event_type outcome:event/ingestion_job_status,event/status message:event/document_location/s3_location/uri account:event/knowledge_base_arn region:event/knowledge_base_arn within:event
bedrock-agent - agent_alias_arn action:event_type,operation account:agent_alias_arn region:agent_alias_arn within:event
bedrock-agent - resourceId,spanId,eventName action:eventName,operation message:body
bedrock-runtime - resourceArn~:bedrock:,eventTimestamp action:operation outcome:status message:body
agentcore - resource_arn~:bedrock-agentcore: time:event_timestamp,timeUnixNano message:body,body/log,body/error,error_message action:operation,operation_name errorMessage:error_message,body/error
q-business - application_id,conversation_id time:event_timestamp action:log_type message:user_message user:user_email account:account_id outcome:none url:none
q-business-sync - applicationId,FeatureName,LogLevel account:AwsAccountId outcome:SyncStatus,CrawlStatus,IndexStatus message:Message,ErrorMsg errorMessage:ErrorMsg action:CrawlAction,FeatureName errorCode:ErrorCode
q-developer - codeReferences message:none
q-developer-customization - customizationArn outcome:status
q-connect - assistant_id action:event_type message:utterance,prompt
sagemaker-capture - captureData,eventMetadata time:eventMetadata/inferenceTime message:none eventId:eventMetadata/eventId
sagemaker-ground-truth - labelingJobName,eventName message:message
sagemaker-worker - worker-id,cognito_user_pool_id action:event-name
comprehend - jobName,jobStatus outcome:jobStatus
entity-resolution - workflow_name,event_type time:event_timestamp action:event_type
rtb-fabric - rtbfabric_event_timestamp time:rtbfabric_event_timestamp action:event_type
elemental-inference - resource_arn~:elemental-inference: action:detail
devops-agent - optional_agent_space_id account:optional_account_id level:optional_level outcome:optional_status action:optional_operation errorMessage:optional_error_message message:optional_error_message,optional_details
pcs-jobs - scheduler_type,fields action:fields/state outcome:fields/state user:fields/user message:none
pcs-scheduler - scheduler_type,log_name message:message
pcs-scaling - compute_node_group_id,scheduler_node_id outcome:status_code errorCode:reason_code message:description status:none
parallelcluster - cluster-name,event-type time:datetime action:event-type message:message instance:instance-id
deadline - session_id,queue_id message:message
gamelift - fleetId,gameSessionId message:message
workspaces-access - workspaceId,loginTime time:loginTime source:clientIpAddress
appstream - fleetName,sessionId user:userName
ssm-session - sessionId,sessionData time:eventTime userId:userIdentity/arn message:sessionData/0 account:awsAccountId region:awsRegion
ssm-run-command - commandId,pluginName outcome:status instance:instanceId message:output
ssm-compliance - compliance-type,compliance-status outcome:compliance-status
logs-insights-query - query_id,query_text time:event_timestamp userId:principal_arn outcome:status action:log_type message:query_text
logs-anomaly - anomalyArn,patternString time:timestamp,lastSeen message:patternString outcome:none
log-transformer - transformerName message:message
internet-monitor - clientLocation,internetHealth time:timestamp region:serviceLocation message:none
network-flow-monitor - monitorArn,metricName message:none
rum - event_type~com.amazon.rum,event_timestamp action:event_type url:metadata/pageId agent:none user:user_details/userId message:event_details/message errorCode:event_details/type within:metadata
evidently - experimentArn,entityId action:type
evidently - feature,entityId,variation action:type user:entityId
synthetics - canaryName,executionStatus outcome:executionStatus message:failureReason
xray-segment - trace_id,start_time,name time:end_time,start_time trace:trace_id span:id outcome:none url:http/request/url method:http/request/method status:http/response/status source:http/request/client_ip agent:http/request/user_agent errorMessage:cause/exceptions/0/message errorCode:cause/exceptions/0/type logger:none message:none
application-signals - AWS/ServiceLevelIndicator message:none
cloudwatch-alarm - AlarmName,NewStateValue time:StateChangeTime account:AWSAccountId outcome:NewStateValue action:NewStateValue rule:AlarmName message:NewStateReason region:AlarmArn
sns-envelope - TopicArn,Message,Type time:Timestamp message:Message account:TopicArn region:TopicArn action:Type outcome:none
cost-anomaly - anomalyId,anomalyScore time:anomalyEndDate,anomalyStartDate account:accountId
codebuild - build-id,project-name outcome:build-status
codebuild-sandbox - sandboxArn message:message
apprunner - serviceArn,operationId action:type outcome:status
amplify - appId,branchName,jobId outcome:jobStatus
elastic-beanstalk - EnvironmentName,EventDate time:EventDate level:Severity message:Message
cloudhsm - hsmId,command action:command
private-ca-audit - certificateArn,serial time:issuedAt,revokedAt account:certificateArn region:certificateArn action:none userId:subject
acm - CertificateArn,DaysToExpiry account:CertificateArn region:CertificateArn
payment-cryptography - keyArn,operation action:operation
cognito-activity - eventSource=USER_ACTIVITY,message within:message time:eventTimestamp action:message/eventType outcome:message/eventResponse user:message/userName userId:message/userSub source:message/ipAddress message:none request:message/requestId
cognito-notification - eventSource=USER_NOTIFICATION,message within:message time:eventTimestamp message:message/details action:eventSource errorMessage:message/details
cognito-sync - identityPoolId,datasetName action:event
macie-job - adminAccountId,jobId time:occurredAt action:eventType account:affectedAccount message:description outcome:none
macie-finding - classificationDetails,schemaVersion,accountId time:updatedAt,createdAt level:severity/description rule:type message:description,title
macie-finding - policyDetails,schemaVersion,accountId time:updatedAt,createdAt level:severity/description rule:type action:policyDetails/action/actionType message:description,title user:policyDetails/actor/userIdentity/iamUser/userName source:policyDetails/actor/ipAddressDetails/ipAddressV4
macie-result - classificationDetails,resourcesAffected time:updatedAt,createdAt account:accountId
access-analyzer - analyzedAt,resource time:updatedAt account:accountId,resourceOwnerAccount outcome:none message:error
access-analyzer - findingType,resourceOwnerAccount time:updatedAt account:resourceOwnerAccount outcome:none
guardduty-malware-scan guardduty scanId,scanStatus time:eventTime,scanEndTime outcome:scanStatus action:eventName account:accountId
guardduty-malware-scan guardduty eventName~EBS_VOLUME_SCAN action:eventName outcome:eventName account:accountId
guardduty-malware-scan guardduty scanId,eventName action:eventName outcome:eventName
detective - graphArn,memberAccountId action:eventName
audit-manager - assessmentId,controlSetId action:eventName
signer - signingJobId outcome:status
license-manager - licenseConfigurationArn account:licenseConfigurationArn region:licenseConfigurationArn
managed-blockchain - networkId,nodeId message:message
ground-station - contactId,groundStationName outcome:contactStatus
healthlake - datastoreId,jobId outcome:jobStatus
healthimaging - datastoreId,importJobId outcome:status
omics - runId,runUuid outcome:status
supply-chain - instanceId,dataIntegrationFlow outcome:status
verified-permissions - policyStoreId,decision action:action outcome:decision
appflow - flow-name,execution-id outcome:status message:error-info/putErrorMessage
appflow - flow-arn,num-of-records-processed outcome:status account:flow-arn region:flow-arn message:error-info/message
mainframe - applicationId,batchJobIdentifier outcome:status
m2 - mainframe-app,message message:message
simspace - simulationArn message:message
robomaker - simulationJobArn message:message
lookout - anomalyDetectorArn message:message
connect-outbound - campaignId,contactId action:eventType
`;

/** Records of the common delivery infrastructure whose service is not in the table. */
export const fallbackRows = `
vended-log - resource_arn,event_timestamp errorMessage:error_message,error,err
vended-log - resourceArn,eventTimestamp errorMessage:errorMessage,error
`;
