{{/* What to try next. A template of its own, so that tests can read it. */}}
{{- define "passage.notes" -}}
{{- $name := include "passage.fullname" . -}}
{{- $ns := .Release.Namespace -}}
{{- $workload := printf "%s/%s" (ternary "statefulset" "deployment" (eq (include "passage.isStateful" .) "true")) $name -}}
{{- $passage := "/opt/passage/bin/passage" -}}
{{- if eq .Values.mode "lab" -}}
A lab of {{ .Values.lab.topology }} is being started.

1. Wait until it is ready:
     kubectl -n {{ $ns }} rollout status {{ $workload }}
2. Read what it simulates, and commands to try:
     kubectl -n {{ $ns }} logs {{ $workload }}
3. Steer it from your machine by its API, which asks nobody for a password:
     kubectl -n {{ $ns }} port-forward {{ $workload }} {{ int .Values.lab.apiPort }}
     passage ctl --help
{{- else -}}
{{- if eq .Values.mode "gateway" -}}
Passage is being started as a gateway{{ with .Values.targets }} to {{ join ", " . }}{{ end }}.
{{- else if .Values.sidecar.deployment -}}
Passage is being started beside {{ .Values.sidecar.server.image }}, which it leads to at 127.0.0.1:{{ int .Values.sidecar.server.port }}.
{{- else -}}
The configuration for Passage as a sidecar is there. Put the container into a pod of your chart, as helm/examples/own-chart does.
{{- end }}

1. Wait until it is ready, and test it:
{{- if or (eq .Values.mode "gateway") .Values.sidecar.deployment }}
     kubectl -n {{ $ns }} rollout status {{ $workload }}
{{- end }}
     helm -n {{ $ns }} test {{ .Release.Name }}
2. List a directory through it:
{{- if not .Values.service.enabled }}
     curl -v ftp://POD-ADDRESS:{{ include "passage.controlPort" . }}/
{{- else if eq .Values.service.type "NodePort" }}
     curl -v ftp://NODE-ADDRESS:{{ int .Values.service.nodePorts.control }}/
{{- else if eq .Values.service.type "LoadBalancer" }}
     kubectl -n {{ $ns }} get service {{ $name }} -o jsonpath='{.status.loadBalancer.ingress}'
     curl -v ftp://THAT-NAME:{{ int .Values.service.port }}/
{{- else }}
     curl -v ftp://{{ $name }}.{{ $ns }}.svc.{{ .Values.clusterDomain }}:{{ include "passage.servicePort" . }}/    # in a pod of this cluster
{{- end }}
3. It logs in, and a listing hangs or is refused? See which address clients were told and which they dialled:
     kubectl -n {{ $ns }} exec {{ if or (eq .Values.mode "gateway") .Values.sidecar.deployment }}{{ $workload }}{{ else }}POD{{ end }} -c passage -- \
       {{ $passage }} ctl admin --url http://127.0.0.1:{{ int .Values.admin.port }} sessions
   and the same with `session ID`, the ID of one of them; and read "Which passive address" in the chart's README.
{{- with include "passage.warnings" . | trim }}

{{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "passage.warnings" -}}
{{- $service := .Values.service }}
{{- if and $service.enabled (ne $service.type "ClusterIP") (eq $service.externalTrafficPolicy "Cluster") (eq (include "passage.accept" .) "off") }}
Note: with externalTrafficPolicy Cluster nodes hide clients' addresses, and control and data connections of one client may come from two
nodes; then Passage refuses the data connection (dataPeer).
{{- end }}
{{- if and $service.enabled (eq $service.sessionAffinity "ClientIP") (gt (int (include "passage.mostReplicas" .)) 1) (not .Values.handover.enabled) }}
Note: sessionAffinity holds for each port by itself. Data connections may reach another replica than the session's.
{{- end }}
{{- if include "passage.isStateful" . }}
{{- $waiting := div (int (include "passage.size" .Values.dataPorts)) (int .Values.handover.slots) }}
{{- if lt (int $waiting) 4 }}
Note: a client address can have only {{ $waiting }} transfer{{ if ne (int $waiting) 1 }}s{{ end }} waiting at once, its replica's share of dataPorts among {{ int .Values.handover.slots }} slots. More dataPorts,
or fewer handover.slots, let it have more.
{{- end }}
{{- end }}
{{- if not (or .Values.admin.token .Values.admin.existingSecret) }}
Note: the admin token was made by this install. It is in the Secret {{ include "passage.adminSecret" . }}.
{{- end }}
{{- end -}}
