{{/*
For the AWS Load Balancer Controller. Health is looked at on the admin port: a check that connects to a data port takes a transfer's
place. With PROXY headers checks are TCP only, since the NLB puts the header before its own HTTP request, which then is none; whether
a pod is ready the controller learns from Kubernetes all the same. A target that is not ready must keep its connections, or a drain
would cut every transfer. AWS waits an hour for a target at most, and takes no longer time for a check than lies between two.
*/}}
{{- define "passage.nlbAnnotations" -}}
{{- $nlb := .Values.service.nlb -}}
{{- $prefix := "service.beta.kubernetes.io/aws-load-balancer" -}}
{{ $prefix }}-type: external
{{ $prefix }}-nlb-target-type: {{ $nlb.targetType }}
{{ $prefix }}-scheme: {{ $nlb.scheme }}
{{ $prefix }}-attributes: load_balancing.cross_zone.enabled={{ $nlb.crossZone }}
{{ $prefix }}-target-group-attributes: {{ printf "preserve_client_ip.enabled=%t,deregistration_delay.timeout_seconds=%d,target_health_state.unhealthy.connection_termination.enabled=false" $nlb.preserveClientIp (min 3600 (int64 (include "passage.drainSeconds" .))) }}
{{- if $nlb.proxyProtocol }}
{{ $prefix }}-proxy-protocol: "*"
{{- end }}
{{- if eq $nlb.targetType "ip" }}
{{ $prefix }}-healthcheck-port: {{ int .Values.admin.port | quote }}
{{- if $nlb.proxyProtocol }}
{{ $prefix }}-healthcheck-protocol: tcp
{{- else }}
{{ $prefix }}-healthcheck-protocol: http
{{ $prefix }}-healthcheck-path: /readyz
{{ $prefix }}-healthcheck-success-codes: "200"
{{- end }}
{{- else if eq .Values.service.externalTrafficPolicy "Cluster" }}
{{ $prefix }}-healthcheck-port: "10256"
{{- if $nlb.proxyProtocol }}
{{ $prefix }}-healthcheck-protocol: tcp
{{- else }}
{{ $prefix }}-healthcheck-protocol: http
{{ $prefix }}-healthcheck-path: /healthz
{{- end }}
{{- end }}
{{ $prefix }}-healthcheck-interval: {{ int $nlb.healthCheckInterval | quote }}
{{ $prefix }}-healthcheck-timeout: {{ min 10 (int $nlb.healthCheckInterval) | toString | quote }}
{{ $prefix }}-healthcheck-healthy-threshold: "2"
{{ $prefix }}-healthcheck-unhealthy-threshold: "2"
{{- range $name, $values := dict "subnets" $nlb.subnets "eip-allocations" $nlb.eipAllocations "private-ipv4-addresses" $nlb.privateAddresses "security-groups" $nlb.securityGroups }}
{{- with $values }}
{{ $prefix }}-{{ $name }}: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- end -}}
