/**
 * Records of networking, content delivery and web services: `format dataset signature role:path,path`, see `parseRow`.
 *
 * A role that is not named stands under one of its usual keys. Fields are those of each service's own documentation of its
 * logs.
 */
export const networkRows = `
network-firewall-alert - firewall_name,event/event_type=alert within:event time:event/timestamp action:event/alert/action outcome:event/alert/action rule:event/alert/signature ruleId:event/alert/signature_id message:event/alert/signature domain:event/http/hostname,event/tls/sni agent:event/http/http_user_agent method:event/http/http_method url:event/http/url level:none
network-firewall-flow - firewall_name,event/event_type=netflow within:event time:event/timestamp action:event/event_type bytes:event/netflow/bytes packets:event/netflow/pkts transport:event/proto level:none
network-firewall-tls - firewall_name,event/tls_inspected within:event time:event/timestamp action:event/event_type domain:event/sni outcome:event/tls_error/error_message,event/revocation_check/action errorMessage:event/tls_error/error_message message:event/tls_error/error_message,event/revocation_check/leaf_cert_fpr
network-firewall - firewall_name,event within:event time:event/timestamp action:event/event_type
network-firewall-proxy - proxy_name,final_action action:final_action outcome:final_action rule:final_rule_name domain:dest_domain
client-vpn - connection-log-type,connection-id action:connection-log-type outcome:connection-attempt-status,connection-reset-status time:connection-last-update-time,connection-start-time source:device-ip,client-ip sourcePort:port errorMessage:connection-attempt-failure-reason user:username,common-name
site-to-site-vpn - vpn_log_creation_timestamp time:vpn_log_creation_timestamp message:vpn_log_detail,details action:ike_phase1_state
site-to-site-vpn-tunnel - tunnel_ike_phase1_state time:event_timestamp message:details
site-to-site-vpn-tunnel - ike_phase1_state time:event_timestamp message:details
vpn-bgp - type=BGPStatus,event_timestamp action:type outcome:status
vpn-bgp - type=RouteStatus,event_timestamp action:type outcome:status
route-server - resource_arn~route-server-peer action:type outcome:status
vpc-lattice - serviceNetworkArn time:startTime source:sourceIpPort destination:targetIpPort userId:callerPrincipal,resolvedUser,callerX509SubjectCN errorCode:failureReason status:responseCode method:requestMethod path:requestPath domain:hostHeader,serverNameIndication account:serviceArn,serviceNetworkArn,resourceConfigurationArn region:serviceArn,serviceNetworkArn,resourceConfigurationArn transport:none
vpc-lattice - serviceArn,requestMethod time:startTime source:sourceIpPort destination:targetIpPort userId:callerPrincipal,resolvedUser errorCode:failureReason status:responseCode path:requestPath domain:hostHeader transport:none
vpc-lattice-resource - resourceConfigurationArn,sourceIpPort time:eventTimestamp source:sourceIpPort destination:resourceIpPort transport:none
alb-access-json alb target_group_arn,elb_status_code time:time source:client_port destination:target_port status:elb_status_code url:request_line agent:user_agent domain:domain_name action:actions_executed errorCode:error_reason trace:trace_id account:target_group_arn region:target_group_arn sourcePort:none outcome:none message:none
alb-access-json alb elb,request_line time:time source:client_port destination:target_port status:elb_status_code url:request_line domain:domain_name trace:trace_id sourcePort:none outcome:none message:none
alb-connection-json alb conn_trace_id,tls_verify_status time:time outcome:tls_verify_status errorCode:none source:client_ip
alb-health-json alb target_group_id,target_addr time:time destination:target_addr outcome:status status:status_code errorCode:reason_code action:none message:none
nlb-access-json alb listener,destination_port time:time source:client_port destination:destination_port sourcePort:none destinationPort:none transport:none domain:domain_name errorCode:incoming_tls_alert
cloudfront-connection cloudfront distributionId,connectionId time:eventTimestamp outcome:connectionStatus action:none domain:tlsSni
cloudfront-real-time cloudfront cs-uri-stem,time-to-first-byte source:c-ip
global-accelerator-flow vpc-flow accelerator_id,endpoint_ip time:end_time,start_time destination:accelerator_ip destinationPort:accelerator_port action:action outcome:action account:aws_account_id
shield-flow vpc-flow protection_arn,event_timestamp time:endtime,starttime,event_timestamp action:action outcome:action
shield-flow vpc-flow srcaddr,starttime,action time:endtime,starttime action:action outcome:action
route53-arc - routingControlArn action:eventName
app-mesh-access - upstream_cluster,response_code time:start_time source:downstream_remote_address status:response_code url:path domain:authority
private-5g - networkSiteArn,networkResourceArn message:message
mediapackage-access - channelArn,processingTime time:timestamp url:request source:clientIp status:statusCode transport:none
mediapackagev2-access - time_to_first_byte,domain_name time:event_timestamp url:request_uri_base,request transport:none action:none
mediatailor-ads - eventTimestamp,originId,adsRequestUrl account:awsAccountId action:eventType message:eventDescription url:adsRequestUrl
mediatailor-manifest - eventTimestamp,originId,mediaTailorPath account:awsAccountId action:eventType message:eventDescription url:originFullUrl,mediaTailorPath status:httpCode
mediatailor - eventTimestamp,originId,awsAccountId account:awsAccountId action:eventType message:eventDescription
mediastore-access - ContainerName,Operation time:Time status:HTTPStatus action:Operation source:RemoteIP userId:Requester path:Path account:AWSAccountId
medialive - channel_arn,alert_type message:message,alarm_message
ivs-chat - room_arn,event_timestamp action:type message:payload/Content user:payload/Sender/UserId
s3-access-json s3-access bucket_arn,request_uri time:request_time source:remote_ip url:request_uri status:http_status userId:requester region:source_region action:operation outcome:none account:requester errorCode:error_code domain:none
workmail-auth - organization_arn,auth_successful outcome:auth_successful errorCode:auth_failed_reason action:protocol user:user userId:user_id method:none
workmail-access - organization_arn,access_granted outcome:access_granted action:protocol userId:user_id
workmail-mailbox - organization_arn,mailbox_id action:action
workmail-availability - organization_arn,request_type outcome:successful action:request_type
workmail - organization_arn,event_timestamp action:action,event_type
ses-mail-manager - ingress_point_id outcome:traffic_policy_verdict source:sender_ip_address userId:smtp_mail_from action:none
ses-mail-manager-rules - rule_set_name,message_id rule:rule_name
ses-event - eventType,mail/messageId time:bounce/timestamp,complaint/timestamp,delivery/timestamp,open/timestamp,click/timestamp,deliveryDelay/timestamp,failure/timestamp,mail/timestamp action:eventType outcome:eventType account:mail/sendingAccountId region:mail/sourceArn userId:mail/source source:open/ipAddress,click/ipAddress errorCode:bounce/bounceSubType,reject/reason message:bounce/bouncedRecipients/0/diagnosticCode,failure/errorMessage,reject/reason
ses-notification - notificationType,mail/messageId time:bounce/timestamp,complaint/timestamp,delivery/timestamp,mail/timestamp action:notificationType outcome:notificationType account:mail/sendingAccountId region:mail/sourceArn userId:mail/source message:bounce/bouncedRecipients/0/diagnosticCode
ses-receipt - receipt/recipients,mail/messageId time:receipt/timestamp,mail/timestamp action:notificationType userId:mail/source
sns-delivery - notification/messageId,delivery time:notification/timestamp outcome:status errorMessage:delivery/providerResponse message:delivery/providerResponse status:delivery/statusCode account:notification/topicArn region:notification/topicArn request:notification/messageId
end-user-messaging - eventType,messageStatus time:eventTimestamp action:eventType outcome:messageStatus message:messageStatusDescription
pinpoint-event - event_type,event_timestamp,application/app_id action:event_type outcome:event_type source:none
verified-access-json - proxy/svc_name=Verified_Access,http_request
chime-media - meetingId,eventTimestamp action:eventType
chime-sip - SipMessage,EventTimestamp message:SipMessage source:none
chime-voice - voiceConnectorId message:sipMessage
connect-flow - ContactFlowId,ContactId time:Timestamp action:ContactFlowModuleType outcome:Results message:Results errorMessage:none
connect-contact - ContactId,InitiationMethod time:InitiationTimestamp action:InitiationMethod account:AWSAccountId
lex-conversation - botId,sessionId,inputTranscript action:sessionState/intent/name outcome:sessionState/intent/state message:inputTranscript request:requestId
lex-v1 - botName,inputTranscript action:intent message:inputTranscript user:userId
amplify-access - amplifyAppId,statusCode
api-gateway-websocket api-gateway connectionId,eventType,requestTime time:requestTime action:eventType source:ip status:status
api-gateway-execution api-gateway apiId,routeKey,requestId time:requestTime source:ip url:routeKey
appsync-request api-gateway graphQLAPIId,logType=RequestSummary action:logType status:statusCode outcome:none
appsync-execution api-gateway graphQLAPIId,logType time:startTime action:logType errorMessage:errors/0 message:none
appsync-tracing api-gateway graphQLAPIId,fieldName action:logType
appsync-events api-gateway eventApiId,logType action:logType
`;
