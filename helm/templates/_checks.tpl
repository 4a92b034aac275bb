{{/* Mistakes that a schema cannot see: each names the value, and what is expected. */}}
{{- define "passage.checks" -}}
{{- $v := .Values -}}
{{- if ne $v.mode "lab" -}}
{{- include "passage.checkRange" (list "dataPorts" $v.dataPorts) -}}
{{- $first := int (include "passage.first" $v.dataPorts) -}}
{{- $last := int (include "passage.last" $v.dataPorts) -}}
{{- $size := int (include "passage.size" $v.dataPorts) -}}
{{- if gt $size 1000 -}}
{{- fail (printf "dataPorts: %s (expected: at most 1000 ports, each is a port of the Service)" $v.dataPorts) -}}
{{- end -}}
{{- $others := dict "controlPort" (include "passage.controlPort" . | int) "admin.port" (int $v.admin.port) -}}
{{- if and $v.service.enabled (not (include "passage.isHeadless" .)) -}}
{{- $others = set $others "service.port" (int $v.service.port) -}}
{{- end -}}
{{- if include "passage.isStateful" . -}}
{{- $others = set $others "handover.port" (int $v.handover.port) -}}
{{- end -}}
{{- range $name, $port := $others -}}
{{- if and (le $first $port) (ge $last $port) -}}
{{- fail (printf "%s: %d (expected: no port of dataPorts, %s)" $name $port $v.dataPorts) -}}
{{- end -}}
{{- end -}}
{{- if not (or $v.targets (eq $v.mode "sidecar") $v.config.override) -}}
{{- fail "targets: [] (expected: at least one FTP server, for example targets={ftp.example.com:21})" -}}
{{- end -}}
{{- include "passage.checkDrain" . -}}
{{- $filtered := concat $v.admit $v.deny -}}
{{- if and $v.admit (ne (include "passage.accept" .) "off") -}}
{{- $filtered = concat $filtered $v.proxyProtocol.trusted -}}
{{- end -}}
{{- if and (eq $v.refusedSources "drop") (or $v.admit $v.deny) (or (include "passage.listensV6" .) (contains ":" (join "" $filtered))) -}}
{{- fail "refusedSources: drop (expected: reject or reply, or only IPv4 in listenAddresses, admit, deny and proxyProtocol.trusted)" -}}
{{- end -}}
{{- if $v.service.enabled -}}
{{- include "passage.checkService" . -}}
{{- end -}}
{{- if and $v.service.enabled (eq $v.service.type "NodePort") -}}
{{- include "passage.checkNodePorts" . -}}
{{- end -}}
{{- if and $v.service.enabled (eq $v.service.type "LoadBalancer") $v.service.nlb.enabled -}}
{{- include "passage.checkNlb" . -}}
{{- end -}}
{{- include "passage.checkReplicas" . -}}
{{- if and (eq $v.mode "sidecar") $v.sidecar.deployment -}}
{{- include "passage.checkServer" . -}}
{{- end -}}
{{- if and (eq $v.mode "sidecar") (not $v.sidecar.deployment) (not $v.sidecar.podLabels) -}}
{{- fail "sidecar.podLabels: {} (expected: the labels of the pods that include passage.sidecar.container, for the Service to select)" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkRange" -}}
{{- $name := index . 0 -}}{{- $range := index . 1 -}}
{{- $first := int (include "passage.first" $range) -}}
{{- $last := int (include "passage.last" $range) -}}
{{- if or (lt $first 1) (gt $last 65535) (gt $first $last) -}}
{{- fail (printf "%s: %s (expected: first-last, for example 8192-8200, within 1-65535)" $name (toString $range)) -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkDrain" -}}
{{- if gt (int64 (include "passage.seconds" (include "passage.drainDelay" .))) 600 -}}
{{- fail (printf "drain.delay: %s (expected: at most 10m)" .Values.drain.delay) -}}
{{- end -}}
{{- if gt (int64 (include "passage.seconds" .Values.drain.grace)) 3600 -}}
{{- fail (printf "drain.grace: %s (expected: at most 1h)" .Values.drain.grace) -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkService" -}}
{{- $service := .Values.service -}}
{{- if include "passage.isHeadless" . -}}
{{- if ne $service.type "ClusterIP" -}}
{{- fail (printf "service.clusterIP: None (expected: an address or nothing with service.type=%s, whose ports lead through the Service's address)" $service.type) -}}
{{- end -}}
{{- if eq $service.sessionAffinity "ClientIP" -}}
{{- fail "service.sessionAffinity: ClientIP (expected: None with service.clusterIP=None: clients reach pods themselves, nobody chooses for them)" -}}
{{- end -}}
{{- end -}}
{{- if and $service.nlb.enabled (ne $service.type "LoadBalancer") -}}
{{- fail (printf "service.type: %s (expected: LoadBalancer with service.nlb.enabled)" $service.type) -}}
{{- end -}}
{{- if and (hasSuffix "DualStack" $service.ipFamilyPolicy) (not (include "passage.listensV6" .)) -}}
{{- fail (printf "listenAddresses: %s (expected: {[::]} with service.ipFamilyPolicy=%s, or nobody listens where it leads IPv6 clients)" (include "passage.listenAddresses" . | fromJsonArray | join ",") $service.ipFamilyPolicy) -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkNodePorts" -}}
{{- $first := int .Values.service.nodePorts.first -}}
{{- $end := int (add $first (int (include "passage.size" .Values.dataPorts))) -}}
{{- $control := int .Values.service.nodePorts.control -}}
{{- if gt $end 65536 -}}
{{- fail (printf "service.nodePorts.first: %d (expected: room for as many ports as dataPorts has, within the cluster's node ports)" $first) -}}
{{- end -}}
{{- if and (le $first $control) (gt $end $control) -}}
{{- fail (printf "service.nodePorts.control: %d (expected: no port of %s, the data ports' node ports)" $control (include "passage.nodePortRange" .)) -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkNlb" -}}
{{- $v := .Values -}}
{{- if gt (int (include "passage.size" $v.dataPorts)) 49 -}}
{{- fail (printf "dataPorts: %s (expected: at most 49 ports with service.nlb.enabled, an NLB has 50 listeners)" $v.dataPorts) -}}
{{- end -}}
{{- if and $v.service.nlb.proxyProtocol (eq $v.service.nlb.targetType "instance") (eq $v.service.externalTrafficPolicy "Local") -}}
{{- fail "service.externalTrafficPolicy: Local (expected: Cluster, or service.nlb.targetType=ip, with service.nlb.proxyProtocol: the NLB's health checks carry the PROXY header too, and kube-proxy answers it with 400)" -}}
{{- end -}}
{{- if and $v.service.nlb.proxyProtocol (eq $v.proxyProtocol.accept "off") -}}
{{- fail "proxyProtocol.accept: off (expected: required, optional or auto with service.nlb.proxyProtocol)" -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkReplicas" -}}
{{- $v := .Values -}}
{{- $onePod := or (not $v.service.enabled) $v.service.onePodPerAddress (include "passage.isHeadless" .) -}}
{{- $most := int (include "passage.mostReplicas" .) -}}
{{- if and $v.autoscaling.enabled (gt (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) -}}
{{- fail (printf "autoscaling.minReplicas: %d (expected: at most autoscaling.maxReplicas, %d)" (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) -}}
{{- end -}}
{{- if and (eq $v.mode "sidecar") $v.sidecar.deployment (gt (int $v.replicaCount) 1) (not $onePod) -}}
{{- fail (printf "replicaCount: %d (expected: 1 in mode sidecar: each pod has files and sessions of its own, and a Service leads data connections to any)" (int $v.replicaCount)) -}}
{{- end -}}
{{- if eq $v.mode "gateway" -}}
{{- if $v.handover.enabled -}}
{{- if gt $most (int $v.handover.slots) -}}
{{- fail (printf "handover.slots: %d (expected: at least as many as replicas, %d)" (int $v.handover.slots) $most) -}}
{{- end -}}
{{- if gt (int $v.handover.slots) (int (include "passage.size" $v.dataPorts)) -}}
{{- fail (printf "handover.slots: %d (expected: at most as many as dataPorts has ports, %s)" (int $v.handover.slots) (include "passage.size" $v.dataPorts)) -}}
{{- end -}}
{{- if not (or $v.handover.trusted $v.handover.tls.enabled) -}}
{{- fail "handover.trusted: [] (expected: the networks that pods have addresses from, for example {10.0.0.0/8}, or handover.tls.enabled=true)" -}}
{{- end -}}
{{- if eq $v.passiveAddress "keep" -}}
{{- fail "passiveAddress: keep (expected: any other with handover.enabled, since the server does not know which ports are a replica's)" -}}
{{- end -}}
{{- if eq $v.auth "pass" -}}
{{- fail "auth: pass (expected: refuse with handover.enabled, since nothing can be rewritten in an encrypted session)" -}}
{{- end -}}
{{- else if and (gt $most 1) (not $onePod) -}}
{{- fail (printf "%s: %d (expected: 1, or handover.enabled=true: a Service leads data connections to any replica, also with sessionAffinity, which holds for each port by itself; service.clusterIP=None; or service.onePodPerAddress=true)" (ternary "autoscaling.maxReplicas" "replicaCount" $v.autoscaling.enabled) $most) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "passage.checkServer" -}}
{{- $v := .Values -}}
{{- $server := $v.sidecar.server -}}
{{- if not $server.image -}}
{{- fail "sidecar.server.image: none (expected: the image of the FTP server; or sidecar.deployment=false to include passage.sidecar.container in a chart of your own)" -}}
{{- end -}}
{{- include "passage.checkRange" (list "sidecar.server.passivePorts" $server.passivePorts) -}}
{{- if and (le (int (include "passage.first" $server.passivePorts)) (int (include "passage.last" $v.dataPorts))) (ge (int (include "passage.last" $server.passivePorts)) (int (include "passage.first" $v.dataPorts))) -}}
{{- fail (printf "sidecar.server.passivePorts: %s (expected: no port of dataPorts, %s, since both share the pod's network)" (toString $server.passivePorts) $v.dataPorts) -}}
{{- end -}}
{{- if eq (int $server.port) (int (include "passage.controlPort" .)) -}}
{{- fail (printf "sidecar.server.port: %d (expected: another port than controlPort, since both share the pod's network)" (int $server.port)) -}}
{{- end -}}
{{- end -}}
